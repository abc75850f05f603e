using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Network.Waiting;

/// <summary>Connects to the port of a task for as long as one connection may take.</summary>
internal static class PortConnection
{
    public static async ValueTask<Stream?> OpenAsync(OperationContext context, long port, TimeSpan rest, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var limit = TimeSpan.FromSeconds(context.Arguments.Integer("connect_timeout") ?? 5);
        limited.CancelAfter(limit < rest ? limit : rest);
        try
        {
            return await context.Host.Network.ConnectAsync(context.Arguments.RequiredText("host"), (int)port, limited.Token).ConfigureAwait(false);
        }
        catch (HostException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}

/// <summary>A port that takes no connections.</summary>
internal sealed class ClosedPort(OperationContext context, long port) : WaitCondition
{
    public override string Timeout => $"Timeout when waiting for {context.Arguments.Text("host")}:{port} to stop.";

    public override async ValueTask<bool> IsMetAsync(TimeSpan rest, CancellationToken cancellation)
    {
        if (await PortConnection.OpenAsync(context, port, TimeSpan.MaxValue, cancellation).ConfigureAwait(false) is not { } connection) return true;
        await connection.DisposeAsync().ConfigureAwait(false);
        return false;
    }
}

/// <summary>A port that takes connections and, where a pattern is given, sends what matches it.</summary>
internal sealed class OpenPort(OperationContext context, long port, PythonPattern? pattern) : WaitCondition
{
    private const int PieceSize = 1024;

    public override string Timeout => pattern is null
        ? $"Timeout when waiting for {context.Arguments.Text("host")}:{port}"
        : $"Timeout when waiting for search string {context.Arguments.Text("search_regex")} in {context.Arguments.Text("host")}:{port}";

    public override async ValueTask<bool> IsMetAsync(TimeSpan rest, CancellationToken cancellation)
    {
        if (await PortConnection.OpenAsync(context, port, rest, cancellation).ConfigureAwait(false) is not { } connection) return false;
        await using (connection.ConfigureAwait(false)) return pattern is null || await SendsAsync(connection, pattern, rest, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<bool> SendsAsync(Stream connection, PythonPattern wanted, TimeSpan rest, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(rest);
        var received = "";
        var piece = new byte[PieceSize];
        try
        {
            while (await connection.ReadAsync(piece, limited.Token).ConfigureAwait(false) is var count && count > 0)
            {
                received += ByteText.FromBytes(piece.AsSpan(0, count));
                if (Matches(wanted, received)) return true;
            }
        }
        catch (IOException)
        {
            // A connection that breaks is one that is not ready.
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
        return false;
    }
}
