using System.Text;
using Plumb.Hosts.Calling;
using Plumb.Operations.Commands;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Connections.Channels;

/// <summary>
/// <c>raw</c> on a host where no executor runs yet: its command goes to the shell there as it is, so that it works where nothing else does, such as to
/// install what other tasks need.
/// </summary>
internal static class RawCommand
{
    private const int OutputLimit = 64 * 1024 * 1024;

    public static bool IsRaw(OperationRequest request) => request is { Become: null, Check: false } && request.Operation.Split('.')[^1] == "raw";

    public static async ValueTask<OperationResult> RunAsync(IChannelOpener opener, OperationRequest request, OperationEvents events, CancellationToken cancellation)
    {
        var command = Line(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (request.Timeout is { } timeout) limit.CancelAfter(timeout);
        try
        {
            var process = await opener.OpenAsync(command, limit.Token).ConfigureAwait(false);
            await using var _ = process.ConfigureAwait(false);
            process.EndInput();
            using var output = new MemoryStream();
            var dropped = 0L;
            var buffer = new byte[32 * 1024];
            while (await process.Stream.ReadAsync(buffer, limit.Token).ConfigureAwait(false) is > 0 and var read)
            {
                var kept = (int)Math.Min(read, OutputLimit - output.Length);
                output.Write(buffer, 0, kept);
                dropped += read - kept;
                events.Output?.Invoke(new OutputChunk(false, buffer.AsSpan(0, read).ToArray()));
            }
            var code = await process.WaitAsync(limit.Token).ConfigureAwait(false);
            var errors = await process.LastErrorsAsync().ConfigureAwait(false);
            return code == 255 ? throw opener.Unreachable(code, errors, "the connection ended with an error") : Result(code, Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length), errors) with { Warnings = CutOutput.Warnings(dropped) };
        }
        catch (HostException e)
        {
            throw opener.Unreachable(null, "", $"{e.Path} cannot be run: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return OperationResult.Failure($"The {request.Operation} action failed to execute in the expected time frame and was terminated");
        }
    }

    /// <summary>What the shell there is to run.</summary>
    public static string Line(OperationRequest request)
    {
        var command = (request.Arguments["_raw_params"] as TextData)?.Value ?? "";
        if (request.Arguments["executable"] is TextData { Value.Length: > 0 } shell) command = $"{shell.Value} -c {PosixShell.Quote(command)}";
        foreach (var (name, value) in request.Environment.Reverse()) command = $"export {name}={PosixShell.Quote(value)}; {command}";
        return command;
    }

    public static OperationResult Result(int code, string output, string errors) => new()
    {
        Changed = true,
        Failed = code != 0,
        Message = code != 0 ? "non-zero return code" : null,
        Values = new MapBuilder
        {
            ["rc"] = code,
            ["stdout"] = output,
            ["stdout_lines"] = DataValue.Of(Lines(output)),
            ["stderr"] = errors,
            ["stderr_lines"] = DataValue.Of(Lines(errors)),
        }.Build(),
    };

    private static IEnumerable<string> Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n').Select(l => l.TrimEnd('\r'));
}
