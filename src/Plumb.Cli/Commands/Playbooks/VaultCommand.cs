using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands.Playbooks.Vault;
using Plumb.Cli.Session;
using Plumb.Playbooks.Vault;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary><c>vault</c>: makes, opens, edits and re-encrypts files of secrets, and encrypts single values.</summary>
internal static class VaultCommand
{
    private static readonly GnuOption Output = new("--output", "Where the result goes; - is standard output.") { Value = "OUTPUT_FILE" };
    private static readonly GnuOption EncryptId = new("--encrypt-vault-id", "The label to encrypt with, where there are several.") { Value = "ENCRYPT_VAULT_ID" };
    private static readonly GnuOption NewPasswordFile = new("--new-vault-password-file", "A file or program with the new password.") { Value = "NEW_VAULT_PASSWORD_FILE", Group = "new" };
    private static readonly GnuOption NewId = new("--new-vault-id", "The new label with the source of its password.") { Value = "NEW_VAULT_ID", Group = "new" };

    public static GnuCommand Command { get; } = new("vault", "Encrypt, decrypt and edit files of secrets.")
    {
        Subcommands =
        [
            Action("create", "Make an encrypted file in the editor.", [EncryptId], CreateAsync),
            Action("decrypt", "Decrypt files in place.", [Output], DecryptAsync),
            Action("edit", "Edit encrypted files.", [EncryptId], EditAsync),
            Action("view", "Show encrypted files.", [], ViewAsync),
            Action("encrypt", "Encrypt files in place.", [Output, EncryptId], EncryptAsync),
            Action("encrypt_string", "Encrypt values for files of variables.", [Output, EncryptId, .. VaultStrings.Options], EncryptStringsAsync),
            Action("rekey", "Encrypt files with another password.", [EncryptId, NewPasswordFile, NewId], RekeyAsync),
        ],
    };

    private delegate Task RunAction(VaultWork work, GnuArguments arguments, CancellationToken cancellation);

    private static GnuCommand Action(string name, string summary, GnuOption[] options, RunAction run) => new(name, summary)
    {
        Options = [.. options, .. SharedOptions.Vault, SharedOptions.Verbose],
        Operands = name == "encrypt_string" ? "[string_to_encrypt ...]" : "[file_name ...]",
        MaxOperands = int.MaxValue,
        Run = (terminal, arguments, cancellation) => RunAsync(run, terminal, arguments, cancellation),
    };

    private static async Task<int> RunAsync(RunAction run, Terminal terminal, GnuArguments arguments, CancellationToken cancellation)
    {
        var session = new PeerSession(terminal);
        try
        {
            Check(arguments);
            if (!session.Diagnostics.HasErrors) await run(new VaultWork(session, arguments), arguments, cancellation).ConfigureAwait(false);
            session.Tell();
            return session.Diagnostics.HasErrors ? PeerExit.Failure : PeerExit.Success;
        }
        catch (VaultOptionsException fault)
        {
            return session.Fail(PeerRules.Options, fault.Message, PeerExit.Options);
        }
        catch (VaultException fault)
        {
            return session.Fail(PeerRules.Vault, fault.Message, PeerExit.Failure);
        }
    }

    private static void Check(GnuArguments arguments)
    {
        if (arguments.Values(SharedOptions.VaultId).FirstOrDefault(id => id.Contains(';', StringComparison.Ordinal)) is { } wrong)
            throw new VaultOptionsException($"'{wrong}' is not a valid vault id. The character ';' is not allowed in vault ids");
        if (arguments.Has(Output) && arguments.Operands.Count > 1) throw new VaultOptionsException("At most one input file may be used with the --output option");
    }

    private static async Task CreateAsync(VaultWork work, GnuArguments arguments, CancellationToken cancellation)
    {
        if (arguments.Operands is not [var file]) throw new VaultOptionsException("ansible-vault create can take only one filename argument");
        var secret = await work.SecretToEncryptAsync(arguments.Value(EncryptId), cancellation).ConfigureAwait(false);
        await new VaultEditor(work).CreateAsync(work.Expand(file), secret, cancellation).ConfigureAwait(false);
    }

    private static async Task EditAsync(VaultWork work, GnuArguments arguments, CancellationToken cancellation)
    {
        var secrets = await work.SecretsToDecryptAsync(cancellation).ConfigureAwait(false);
        foreach (var file in arguments.Operands) await new VaultEditor(work).EditAsync(work.Expand(file), secrets, cancellation).ConfigureAwait(false);
    }

    private static async Task ViewAsync(VaultWork work, GnuArguments arguments, CancellationToken cancellation)
    {
        var secrets = await work.SecretsToDecryptAsync(cancellation).ConfigureAwait(false);
        foreach (var file in arguments.Operands) await Pager.ShowAsync(work.Session, work.Decrypt(work.Expand(file), secrets).Plain.ToArray(), cancellation).ConfigureAwait(false);
    }

    private static async Task EncryptAsync(VaultWork work, GnuArguments arguments, CancellationToken cancellation)
    {
        var secret = await work.SecretToEncryptAsync(arguments.Value(EncryptId), cancellation).ConfigureAwait(false);
        foreach (var file in FilesOf(arguments))
        {
            var path = work.Expand(file);
            work.Files.Write(arguments.Value(Output) is { } output ? work.Expand(output) : path, work.Encrypt(work.Files.Read(path), secret), wasSecret: true);
        }
        await work.TellSuccessAsync("Encryption successful").ConfigureAwait(false);
    }

    private static async Task DecryptAsync(VaultWork work, GnuArguments arguments, CancellationToken cancellation)
    {
        var secrets = await work.SecretsToDecryptAsync(cancellation).ConfigureAwait(false);
        foreach (var file in FilesOf(arguments))
        {
            var path = work.Expand(file);
            work.Files.Write(arguments.Value(Output) is { } output ? work.Expand(output) : path, work.Decrypt(path, secrets).Plain, wasSecret: false);
        }
        await work.TellSuccessAsync("Decryption successful").ConfigureAwait(false);
    }

    private static async Task EncryptStringsAsync(VaultWork work, GnuArguments arguments, CancellationToken cancellation)
    {
        var strings = new VaultStrings(work, arguments);
        var secret = await work.SecretToEncryptAsync(arguments.Value(EncryptId), cancellation).ConfigureAwait(false);
        var text = await strings.EncryptAsync(secret, cancellation).ConfigureAwait(false);
        work.Files.Write(arguments.Value(Output) is { } output ? work.Expand(output) : VaultFiles.Standard, System.Text.Encoding.UTF8.GetBytes(text), wasSecret: false);
        await work.TellSuccessAsync("Encryption successful").ConfigureAwait(false);
    }

    private static async Task RekeyAsync(VaultWork work, GnuArguments arguments, CancellationToken cancellation)
    {
        var secrets = await work.SecretsToDecryptAsync(cancellation).ConfigureAwait(false);
        var secret = await work.NewSecretAsync(arguments.Value(EncryptId), arguments.Values(NewId), arguments.Values(NewPasswordFile), cancellation).ConfigureAwait(false);
        foreach (var file in arguments.Operands)
        {
            var path = work.Expand(file);
            VaultFiles.Replace(path, work.Encrypt(work.Decrypt(path, secrets).Plain, secret));
        }
        await work.Session.Terminal.Error.WriteLineAsync("Rekey successful").ConfigureAwait(false);
    }

    /// <summary>Without a file, what is read is standard input.</summary>
    private static IReadOnlyList<string> FilesOf(GnuArguments arguments) => arguments.Operands.Count > 0 ? arguments.Operands : [VaultFiles.Standard];
}
