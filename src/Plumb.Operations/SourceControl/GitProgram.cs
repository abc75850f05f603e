using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.SourceControl;

/// <summary>Runs git with the settings for ssh that the task gives.</summary>
internal sealed class GitProgram
{
    private readonly HostTools _tools;
    private readonly uint? _umask;
    private readonly KeyValuePair<string, string?>[] _environment;

    public GitProgram(HostTools tools, MapData arguments)
    {
        _tools = tools;
        Path = arguments.Text("executable") is { Length: > 0 } executable ? executable : tools.Require("git");
        _umask = Umask(arguments["umask"]);
        var environment = tools.Host.Environment;
        var ssh = environment.GetValueOrDefault("GIT_SSH") ?? environment.GetValueOrDefault("GIT_SSH_COMMAND") ?? "ssh";
        _environment = [new("GIT_SSH_COMMAND", $"{ssh} {SshOptions(arguments, environment.GetValueOrDefault("GIT_SSH_OPTS", ""))}"), new("GIT_TERMINAL_PROMPT", "0")];
    }

    public string Path { get; }

    /// <summary>Runs git where it only looks, in a prediction too.</summary>
    public ValueTask<ToolOutcome> AskAsync(string? folder, CancellationToken cancellation, params IReadOnlyList<string> words) => RunAsync(folder, words, readOnly: true, cancellation);

    /// <summary>Runs git where it only looks; a failure of git's ends the operation.</summary>
    public async ValueTask<ToolOutcome> DemandAsync(string? folder, CancellationToken cancellation, params IReadOnlyList<string> words) =>
        Checked(words, await RunAsync(folder, words, readOnly: true, cancellation));

    public ValueTask<ToolOutcome> ChangeAsync(string? folder, CancellationToken cancellation, params IReadOnlyList<string> words) => RunAsync(folder, words, readOnly: false, cancellation);

    /// <summary>Runs git where it changes something; a failure of git's ends the operation.</summary>
    public async ValueTask<ToolOutcome> DemandChangeAsync(string? folder, CancellationToken cancellation, params IReadOnlyList<string> words) =>
        Checked(words, await RunAsync(folder, words, readOnly: false, cancellation));

    private ValueTask<ToolOutcome> RunAsync(string? folder, IReadOnlyList<string> words, bool readOnly, CancellationToken cancellation)
    {
        var request = new ProcessRequest(Path, words) { WorkingDirectory = folder, Environment = _environment, ReadOnly = readOnly, Umask = _umask };
        return _tools.RunAsync(request, cancellation);
    }

    private ToolOutcome Checked(IReadOnlyList<string> words, ToolOutcome outcome)
    {
        if (outcome.Succeeded) return outcome;
        var message = outcome.Error.Length > 0 ? outcome.Error.TrimEnd() : outcome.Output.TrimEnd();
        throw new OperationException(message, new MapBuilder
        {
            { "cmd", string.Join(' ', [Path, .. words]) },
            { "rc", outcome.ExitCode },
            { "stdout", outcome.Output },
            { "stderr", outcome.Error },
        }.Build());
    }

    private static string SshOptions(MapData arguments, string inherited)
    {
        var options = inherited;
        if (arguments.Text("ssh_opts") is { } given) options += " " + given;
        if (arguments.Flag("accept_newhostkey") && !options.Contains("StrictHostKeyChecking=", StringComparison.Ordinal)) options += " -o StrictHostKeyChecking=accept-new";
        if (arguments.Flag("accept_hostkey") && !options.Contains("StrictHostKeyChecking=", StringComparison.Ordinal)) options += " -o StrictHostKeyChecking=no";
        // There is nobody to answer a question.
        if (!options.Contains("BatchMode=yes", StringComparison.Ordinal)) options += " -o BatchMode=yes";
        if (arguments.Text("key_file") is { Length: > 0 } key) options += $" -i {key} -o IdentitiesOnly=yes";
        return options.TrimStart();
    }

    private static uint? Umask(DataValue? value) => value switch
    {
        null or NullData => null,
        TextData text when text.Value.Length > 0 && text.Value.All(c => c is >= '0' and <= '7') => Convert.ToUInt32(text.Value, 8),
        TextData => throw new OperationException("umask must be an octal integer"),
        _ => throw new OperationException("umask must be defined as a quoted octal integer"),
    };
}
