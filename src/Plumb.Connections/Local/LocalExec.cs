using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Provider.Schemas;

namespace Plumb.Connections.Local;

/// <summary>
/// <c>local-exec</c>: runs a command on this machine, through a shell unless an interpreter is given, with the environment
/// of this program and that of the configuration.
/// </summary>
internal sealed class LocalExec(ProvisionerEnvironment environment) : IProvisioner
{
    public string Type => "local-exec";

    public BlockSchema Schema { get; } = new()
    {
        Attributes =
        [
            new AttributeSchema("command", DataType.String) { Required = true },
            new AttributeSchema("interpreter", DataType.List(DataType.String)) { Optional = true },
            new AttributeSchema("working_dir", DataType.String) { Optional = true },
            new AttributeSchema("environment", DataType.Map(DataType.String)) { Optional = true },
            new AttributeSchema("quiet", DataType.Bool) { Optional = true },
        ],
    };

    public string? Validate(ObjectValue config) =>
        config["command"] is NullValue or StringValue { Text: "" } ? "The command must be a non-empty string." : null;

    public async Task RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation)
    {
        var command = call.Config.TextOf("command") ?? "";
        var words = Words(call.Config, command);
        output(call.Config.FlagOf("quiet") == true ? "local-exec: Executing: Suppressed by quiet=true" : $"Executing: {QuotedWords.Write(words)}");

        var lines = new OutputLines(output, environment.Time);
        try
        {
            var program = ProgramSearch.Find(words[0], environment.Variables.GetValueOrDefault("PATH"));
            var outcome = await ChildProcess.RunAsync(new ChildProcessStart(program, words, Folder(call.Config), Variables(call.Config)), lines.PumpAsync, cancellation).ConfigureAwait(false);
            if (!outcome.IsSuccess) throw Failure(call, command, outcome.ToString(), lines.Tail);
        }
        catch (IOException e)
        {
            throw Failure(call, command, e.Message, "");
        }
    }

    private static ProvisioningException Failure(ProvisionerCall call, string command, string why, string output) => new(call.IsConfidential
        ? $"Error running the command: {why}. The command and its output are not shown because sensitive or ephemeral values take part in them."
        : $"Error running command '{command}': {why}. Output: {output}");

    private static IReadOnlyList<string> Words(ObjectValue config, string command)
    {
        var interpreter = config.TextsOf("interpreter");
        if (interpreter is { Count: > 0 }) return [.. interpreter.OfType<string>(), command];
        return OperatingSystem.IsWindows() ? ["cmd", "/C", command] : ["/bin/sh", "-c", command];
    }

    private string Folder(ObjectValue config)
    {
        if (config.TextOf("working_dir") is not { Length: > 0 } given) return environment.WorkingDirectory;
        var folder = Path.GetFullPath(given, environment.WorkingDirectory);
        return Directory.Exists(folder) ? folder : throw new DirectoryNotFoundException($"the working directory {given} does not exist");
    }

    private Dictionary<string, string> Variables(ObjectValue config)
    {
        var variables = new Dictionary<string, string>(environment.Variables, StringComparer.Ordinal);
        if (config["environment"] is not MapValue given) return variables;
        foreach (var (name, value) in given.Entries)
        {
            if (value is StringValue text) variables[name] = text.Text;
        }
        return variables;
    }
}
