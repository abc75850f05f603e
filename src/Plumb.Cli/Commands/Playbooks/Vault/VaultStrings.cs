using System.Text;
using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Session;
using Plumb.Playbooks.Vault;

namespace Plumb.Cli.Commands.Playbooks.Vault;

/// <summary>Encrypts values from the command line, standard input or a question, and writes them as YAML to be put into files of variables.</summary>
internal sealed class VaultStrings
{
    private static readonly GnuOption Ask = new("-p --prompt", "Ask for the value.");
    private static readonly GnuOption ShowInput = new("--show-input", "Show what is typed.");
    private static readonly GnuOption Names = new("-n --name", "The variable's name; may be given several times.") { Value = "ENCRYPT_STRING_NAMES" };
    private static readonly GnuOption InputName = new("--stdin-name", "The name of the variable that is read from standard input.") { Value = "ENCRYPT_STRING_STDIN_NAME" };

    private readonly VaultWork _work;
    private readonly GnuArguments _arguments;
    private readonly IReadOnlyList<string> _given;
    private readonly bool _readsInput;

    public VaultStrings(VaultWork work, GnuArguments arguments)
    {
        (_work, _arguments) = (work, arguments);
        _given = [.. arguments.Operands.Where(o => o != VaultFiles.Standard)];
        _readsInput = arguments.Operands.Contains(VaultFiles.Standard) || arguments.Has(InputName) || (arguments.Operands.Count == 0 && !arguments.Has(Ask));
        if (arguments.Has(Ask) && _readsInput) throw new VaultOptionsException("The --prompt option is not supported if also reading input from stdin");
    }

    private sealed record Named(byte[] Plain, string Source, string? Name);

    public static IReadOnlyList<GnuOption> Options { get; } = [Ask, ShowInput, Names, InputName];

    public async Task<string> EncryptAsync(VaultSecret secret, CancellationToken cancellation)
    {
        var strings = new List<Named>();
        if (_arguments.Has(Ask)) strings.Add(await AskAsync(cancellation).ConfigureAwait(false));
        if (_readsInput) strings.Add(ReadInput());
        strings.AddRange(await FromArgumentsAsync().ConfigureAwait(false));
        var written = new List<string>();
        foreach (var (item, index) in strings.Select((item, index) => (item, index)))
        {
            if (strings.Count > 1) await _work.Session.Terminal.Error.WriteAsync(Describe(item, index + 1)).ConfigureAwait(false);
            written.Add(AsYaml(Encoding.ASCII.GetString(_work.Encrypt(item.Plain, secret)), item.Name));
        }
        return string.Join('\n', written);
    }

    private static string Describe(Named item, int number) => item.Name is null
        ? $"# The encrypted version of the string #{number} from {item.Source}.)\n"
        : $"# The encrypted version of variable (\"{item.Name}\", the string #{number} from {item.Source}).\n";

    private static string AsYaml(string encrypted, string? name)
    {
        var lines = encrypted.TrimEnd('\n').Split('\n').Select(line => new string(' ', 10) + line);
        return (name is null ? "" : $"{name}: ") + "!vault |\n" + string.Join('\n', lines);
    }

    private async Task<Named> AskAsync(CancellationToken cancellation)
    {
        var terminal = _work.Session.Terminal;
        await terminal.Error.WriteAsync("Variable name (enter for no name): ").ConfigureAwait(false);
        var name = await Prompt.ReadLineAsync(terminal, secret: false, cancellation).ConfigureAwait(false);
        string? text;
        if (_arguments.Has(ShowInput))
        {
            await terminal.Error.WriteAsync("String to encrypt:").ConfigureAwait(false);
            text = await Prompt.ReadLineAsync(terminal, secret: false, cancellation).ConfigureAwait(false);
        }
        else text = await _work.Session.AskSecretAsync("String to encrypt (hidden): ", cancellation).ConfigureAwait(false);
        if (string.IsNullOrEmpty(text)) throw new VaultOptionsException("The plaintext provided from the prompt was empty, not encrypting");
        return new Named(Encoding.UTF8.GetBytes(text), "the interactive prompt", string.IsNullOrEmpty(name) ? null : name);
    }

    private Named ReadInput()
    {
        var plain = _work.Files.Read(VaultFiles.Standard);
        if (plain.Length == 0) throw new VaultOptionsException("stdin was empty, not encrypting");
        return new Named(plain, "stdin", _arguments.Value(InputName));
    }

    private async Task<IReadOnlyList<Named>> FromArgumentsAsync()
    {
        var names = _arguments.Values(Names);
        if (names.Count > 0 && _given.Count > names.Count)
        {
            var error = _work.Session.Terminal.Error;
            await error.WriteLineAsync("The number of --name options do not match the number of args.").ConfigureAwait(false);
            await error.WriteLineAsync($"The last named variable will be \"{names[^1]}\". The rest will not have names.").ConfigureAwait(false);
        }
        if (_given.Any(text => text.Length == 0)) throw new VaultOptionsException("The plaintext provided from the command line args was empty, not encrypting");
        return [.. _given.Select((text, i) => new Named(Encoding.UTF8.GetBytes(text), "the command line args", i < names.Count ? names[i] : null))];
    }
}
