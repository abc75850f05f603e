using System.Text;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Conformance.Playbooks.Vaults;

/// <summary>Vaults that Ansible made: they open with their password alone, damaged ones do not, and what is encrypted again opens again.</summary>
public sealed class VaultTests(ConformanceReport report) : SuiteTests(report)
{
    private const string File = "<DIR>/f";

    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("vault", "cases.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Vaults_open_as_in_Ansible(JsonCase @case) => Check(@case, () => @case.Find("yaml") is null ? CompareFile(@case) : CompareYaml(@case));

    private static VaultSecrets SecretsOf(JsonCase @case) => new([VaultSecret.OfText(@case.Find("vault_id")?.GetString() ?? VaultSecrets.DefaultId, @case.Text("password"))]);

    private static Comparison CompareFile(JsonCase @case)
    {
        try
        {
            var opened = VaultText.Decrypt(@case.Text("encrypted"), SecretsOf(@case), File);
            if (@case.Find("plaintext")?.GetString() is not { } expected) return Comparison.Different(@case.Text("stderr"), "a vault that opens");
            return Comparison.OfText(expected, Encoding.UTF8.GetString(opened.Plain)).And(CompareAgain(@case, opened));
        }
        catch (VaultException fault)
        {
            var told = @case.Find("stderr")?.GetString() ?? "no fault";
            return told.EndsWith($"ERROR! {fault.Message} for {File}\n", StringComparison.Ordinal) ? Comparison.Equal : Comparison.Different(told, fault.Message);
        }
    }

    /// <summary>Salts are random, so that only opening it again tells whether a vault is right; its first line has no chance in it.</summary>
    private static Comparison CompareAgain(JsonCase @case, DecryptedVault opened)
    {
        var again = VaultText.Encrypt(opened.Plain, opened.Secret, opened.Label);
        var plain = VaultText.Decrypt(again, SecretsOf(@case)).Plain;
        // A version that nobody writes opens all the same, as in the peer.
        var header = FirstLine(@case.Text("encrypted"));
        return Comparison.OfText(header.Contains(";9.9;", StringComparison.Ordinal) ? FirstLine(again) : header, FirstLine(again)).And(Comparison.Of(true, plain.SequenceEqual(opened.Plain), "opens again"));
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');

    private static Comparison CompareYaml(JsonCase @case)
    {
        var diagnostics = new DiagnosticBag();
        var node = YamlReader.ReadDocument(new SourceFile("case", @case.Text("yaml")), diagnostics);
        var scalar = node as YamlScalar ?? (node as YamlMapping)?.Entries[0].Value as YamlScalar;
        if (scalar is null) return Comparison.Different(@case.Text("yaml"), string.Join('\n', diagnostics));
        var value = new VariableReader(SecretsOf(@case), diagnostics).Read(scalar) as VaultedText;
        return Comparison.OfText(@case.Text("plaintext"), $"{value?.Open()}");
    }
}
