using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Programs;

namespace Plumb.Playbooks.Vault;

/// <summary>
/// Gathers the vault passwords of a run: those of the settings first, then those of the command line. A file that can be executed is run and its
/// output is the password; one whose name ends in "-client" is told the label. A password file may itself be a vault that an earlier password opens.
/// </summary>
public sealed class VaultSecretLoader(AnsibleSettings settings, SecretPrompt prompt, DiagnosticBag diagnostics)
{
    private const string Question = "prompt";
    private const string PlainQuestion = "prompt_ask_vault_pass";
    private const int UnknownLabelExit = 2;

    /// <summary>The secrets; null with an error where sources are named and none gives one.</summary>
    public async Task<VaultSecrets?> LoadAsync(VaultSecretSources sources, CancellationToken cancellation = default)
    {
        var secrets = new List<VaultSecret>();
        Diagnostic? fault = null;
        foreach (var (label, source) in Expand(sources))
        {
            try
            {
                var password = source is Question or PlainQuestion
                    ? await AskAsync(label ?? settings.VaultIdentity, source, sources.IsNew, cancellation).ConfigureAwait(false)
                    : await ReadAsync(source, label, new VaultSecrets([.. secrets]), cancellation).ConfigureAwait(false);
                secrets.Add(new VaultSecret(label ?? settings.VaultIdentity, password));
            }
            catch (Exception e) when (e is VaultException or ProgramException or IOException or UnauthorizedAccessException)
            {
                if (source is Question or PlainQuestion)
                {
                    diagnostics.Add(VaultRules.SecretSource, null, e.Message);
                    return null;
                }
                fault = new Diagnostic(VaultRules.SecretSource, null, e.Message);
                diagnostics.Add(VaultRules.SkippedSecret, null, $"Error getting vault password file ({label ?? settings.VaultIdentity}): {e.Message}");
            }
        }
        if (fault is null || secrets.Count > 0) return new VaultSecrets(secrets, settings.VaultLabelsMustMatch);
        diagnostics.Add(fault);
        return null;
    }

    private List<(string? Label, string Source)> Expand(VaultSecretSources sources)
    {
        IReadOnlyList<string> ids = sources.IgnoresSettings ? [] : settings.List("DEFAULT_VAULT_IDENTITY_LIST");
        var files = !sources.IgnoresSettings && settings.Text("DEFAULT_VAULT_PASSWORD_FILE") is { Length: > 0 } configured ? sources.PasswordFiles.Append(configured) : sources.PasswordFiles;
        List<(string? Label, string Source)> all =
        [
            .. ids.Concat(sources.Ids).Select(Split),
            .. files.Select(file => ((string?)settings.VaultIdentity, file)),
        ];
        if (sources.Asks || (all.Count == 0 && sources.AsksIfNone)) all.Add((settings.VaultIdentity, PlainQuestion));
        return all;
    }

    private static (string? Label, string Source) Split(string id)
    {
        var at = id.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (null, id) : (id[..at], id[(at + 1)..]);
    }

    private async ValueTask<byte[]> AskAsync(string label, string source, bool isNew, CancellationToken cancellation)
    {
        string[] questions = (source, isNew) switch
        {
            (Question, true) => [$"New vault password ({label}): ", $"Confirm new vault password ({label}): "],
            (Question, false) => [$"Vault password ({label}): "],
            (_, true) => ["New Vault password: ", "Confirm New Vault password: "],
            _ => ["Vault password: "],
        };
        string? first = null;
        foreach (var question in questions)
        {
            var answer = await prompt(question, cancellation).ConfigureAwait(false) ?? throw new VaultException($"EOFError (ctrl-d) on prompt for ({label})");
            if (answer.Length == 0) throw new VaultException("Invalid vault password was provided");
            if (first is not null && first != answer.Trim()) throw new VaultException("Passwords do not match");
            first ??= answer.Trim();
        }
        return Encoding.UTF8.GetBytes(first ?? "");
    }

    private async ValueTask<byte[]> ReadAsync(string file, string? label, VaultSecrets earlier, CancellationToken cancellation)
    {
        var path = settings.Environment.Expand(file);
        if (!File.Exists(path)) throw new VaultException($"The vault password file {path} was not found");
        if (IsExecutable(path)) return await RunAsync(path, file, label, cancellation).ConfigureAwait(false);
        var bytes = Trim(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false), " \t\r\n\v\f"u8);
        if (VaultText.IsEncrypted(bytes)) bytes = VaultText.Decrypt(Encoding.ASCII.GetString(bytes), earlier, path).Plain.ToArray();
        return NotEmpty(Trim(bytes, "\r\n"u8), $"Invalid vault password was provided from file ({path})");
    }

    private static async ValueTask<byte[]> RunAsync(string path, string file, string? label, CancellationToken cancellation)
    {
        var isClient = Path.GetFileNameWithoutExtension(file).EndsWith("-client", StringComparison.Ordinal);
        string[] arguments = isClient && label is not null ? ["--vault-id", label] : [];
        var run = await ProgramRun.RunAsync(path, arguments, inheritErrors: !isClient, cancellation).ConfigureAwait(false);
        if (isClient && run.ExitCode == UnknownLabelExit) throw new VaultException($"Vault password client script {path} did not find a secret for vault-id={label}: {run.Errors}");
        if (run.ExitCode != 0)
            throw new VaultException(isClient
                ? $"Vault password client script {path} returned non-zero ({run.ExitCode}) when getting secret for vault-id={label}: {run.Errors}"
                : $"Vault password script {path} returned non-zero ({run.ExitCode}).");
        return NotEmpty(Trim(run.Output, "\r\n"u8), $"Invalid vault password was provided from script ({path})");
    }

    private static byte[] NotEmpty(byte[] password, string otherwise) => password.Length > 0 ? password : throw new VaultException(otherwise);

    private static byte[] Trim(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> around) => bytes.Trim(around).ToArray();

    private static bool IsExecutable(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
