using Plumb.Hosts.Processes;
using Plumb.Operations.Connections;

namespace Plumb.Connections.Channels;

/// <summary>A way to run a script of the shell on a host and speak with it, such as ssh.</summary>
internal interface IChannelOpener
{
    /// <summary>Starts a process here that is connected to a shell there which runs the script.</summary>
    ValueTask<ChannelProcess> OpenAsync(string script, CancellationToken cancellation);

    /// <summary>Says why the host cannot be reached.</summary>
    /// <param name="exitCode">How the process here ended; null where it runs.</param>
    /// <param name="errors">What it said.</param>
    /// <param name="why">What was seen of it.</param>
    /// <param name="begun">Whether it was reached before.</param>
    UnreachableException Unreachable(int? exitCode, string errors, string why, bool begun = false);
}
