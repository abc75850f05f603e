using System.Text;
using CsCheck;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Tests.Vault;

public sealed class VaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plumb-vault-");
    private readonly DiagnosticBag _diagnostics = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_encrypted_opens_with_its_password_and_no_other() => Gen.Select(Gen.String[0, 100], Gen.String[Gen.Char.AlphaNumeric, 1, 20]).Sample((content, password) =>
    {
        var plain = Encoding.UTF8.GetBytes(content);
        var secret = VaultSecret.OfText("dev", password);
        var text = VaultText.Encrypt(plain, secret, "dev");
        Assert.StartsWith("$ANSIBLE_VAULT;1.2;AES256;dev\n", text, StringComparison.Ordinal);
        Assert.Equal(plain, VaultText.Decrypt(text, new VaultSecrets([VaultSecret.OfText("x", password + "!"), secret])).Plain.ToArray());
        var wrong = new VaultSecrets([VaultSecret.OfText("dev", password + "!")]);
        Assert.Throws<VaultException>(object? () => VaultText.Decrypt(text, wrong));
    }, iter: 20);

    [Fact]
    public void Where_labels_must_match_another_label_does_not_open()
    {
        var text = VaultText.Encrypt("x"u8, VaultSecret.OfText("dev", "p"), "dev");
        var other = new[] { VaultSecret.OfText("prod", "p") };
        Assert.Equal("x", Encoding.UTF8.GetString(VaultText.Decrypt(text, new VaultSecrets(other)).Plain));
        Assert.Throws<VaultException>(object? () => VaultText.Decrypt(text, new VaultSecrets(other, labelsMustMatch: true)));
    }

    [Fact]
    public void A_secret_has_no_text_of_its_own() => Assert.DoesNotContain("hunter2", VaultSecret.OfText("dev", "hunter2").ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task Passwords_come_from_files_programs_and_questions_in_order()
    {
        var file = Write("file", " one \n", executable: false);
        var program = Write("program", "#!/bin/sh\necho two\n", executable: true);
        var client = Write("x-client", "#!/bin/sh\necho \"$1 $2\"\n", executable: true);
        var secrets = await LoadAsync([$"a@{file}", $"b@{program}", $"c@{client}", "d@prompt"]);
        Assert.Equal(["a", "b", "c", "d"], secrets?.Items.Select(s => s.Id));
        Assert.Equal(["one", "two", "--vault-id c", "Vault password (d):"], secrets?.Items.Select(s => Encoding.UTF8.GetString(s.Password)));
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public async Task A_source_that_fails_is_passed_over_while_another_gives_a_password()
    {
        var file = Write("file", "one", executable: false);
        var failing = Write("failing", "#!/bin/sh\nexit 3\n", executable: true);
        Assert.Single((await LoadAsync([failing, file]))?.Items ?? []);
        Assert.False(_diagnostics.HasErrors);
        Assert.Null(await LoadAsync([failing]));
        Assert.True(_diagnostics.HasErrors);
    }

    private Task<VaultSecrets?> LoadAsync(IReadOnlyList<string> ids)
    {
        var settings = AnsibleSettings.Load(new RunEnvironment(_ => null, _folder.FullName), _diagnostics);
        return new VaultSecretLoader(settings, (question, _) => ValueTask.FromResult<string?>(question + " "), _diagnostics)
            .LoadAsync(VaultSecretSources.None with { Ids = ids }, TestContext.Current.CancellationToken);
    }

    private string Write(string name, string text, bool executable)
    {
        var path = Path.Combine(_folder.FullName, name);
        if (executable) return ExecutableFile.Write(path, text);
        File.WriteAllText(path, text);
        return path;
    }
}
