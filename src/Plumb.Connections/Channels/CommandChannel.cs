using Plumb.Connections.Local;
using Plumb.Hosts.Processes;
using Plumb.Operations.Connections;

namespace Plumb.Connections.Channels;

/// <summary>Runs scripts where a program of this machine leads to, such as into a container.</summary>
/// <param name="name">The way, for messages.</param>
/// <param name="words">The program and its arguments, up to the shell.</param>
/// <param name="environment">Where the program is looked for, and what it is started with.</param>
internal sealed class CommandChannel(string name, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment) : IChannelOpener
{
    public ValueTask<ChannelProcess> OpenAsync(string script, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var program = ProgramSearch.Find(words[0], environment.GetValueOrDefault("PATH"));
            return ValueTask.FromResult(ChannelProcess.Start(new SpawnRequest(program, [.. words, "/bin/sh", "-c", script], environment)));
        }
        catch (FileNotFoundException e)
        {
            throw Unreachable(null, "", e.Message);
        }
    }

    public UnreachableException Unreachable(int? exitCode, string errors, string why, bool begun = false) =>
        new($"{(begun ? "The executor of the host was lost" : $"Failed to reach the host by {name}")}: {why}{(errors.Length > 0 ? $": {errors}" : "")}");
}
