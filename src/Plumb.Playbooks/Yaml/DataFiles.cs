using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Yaml;

/// <summary>
/// Reads files of data: JSON or YAML, in UTF-8, possibly encrypted as a whole. Of encrypted files no diagnostic shows the text.
/// </summary>
public sealed class DataFiles(VaultSecrets vault, DuplicateKeys duplicateKeys = DuplicateKeys.Warn)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public VaultSecrets Vault { get; } = vault;

    /// <summary>The file's value in the model of templates; null with diagnostics where it cannot be read.</summary>
    public object? Load(string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (ReadText(path, diagnostics) is not { } file) return null;
        var faults = new DiagnosticBag();
        var node = YamlReader.ReadData(file.Source, faults);
        var value = node is null ? null : new VariableReader(Vault, faults) { DuplicateKeys = duplicateKeys }.Read(node);
        diagnostics.AddRange(file.IsSecret ? faults.Select(Conceal) : faults);
        return faults.HasErrors ? null : value;
    }

    /// <summary>The nodes of a file, for those who need places.</summary>
    public YamlNode? LoadNodes(string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (ReadText(path, diagnostics) is not { } file) return null;
        var faults = new DiagnosticBag();
        var node = YamlReader.ReadData(file.Source, faults);
        diagnostics.AddRange(file.IsSecret ? faults.Select(Conceal) : faults);
        return node;
    }

    /// <summary>The text of a file, decrypted if it is a vault.</summary>
    public DataText? ReadText(string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (!VaultText.IsEncrypted(bytes)) return new DataText(new SourceFile(path, Decode(bytes)), IsSecret: false);
            var decrypted = VaultText.Decrypt(Encoding.ASCII.GetString(bytes), Vault, path);
            return new DataText(new SourceFile(path, Decode(decrypted.Plain)), IsSecret: true);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(YamlRules.Unreadable, null, $"{path} is not text in UTF-8.");
        }
        catch (VaultException fault)
        {
            diagnostics.Add(VaultRules.NotOpened, null, $"{fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(YamlRules.Unreadable, null, $"{path}: {fault.Message}");
        }
        return null;
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => Strict.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);

    private static Diagnostic Conceal(Diagnostic fault) => new(fault.Rule, null, fault.Subject is { } place
        ? $"{place.File.Name}, line {place.StartPosition.Line} of the decrypted text."
        : "The decrypted text cannot be used.");
}
