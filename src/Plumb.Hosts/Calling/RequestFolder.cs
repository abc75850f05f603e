using System.Text;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Calling;

/// <summary>
/// One request as files of a folder, for an executor that can be started but not spoken with: the request itself, and each content that it
/// may ask for under its place in the list. The answer is one line of text with all that happened.
/// </summary>
internal static class RequestFolder
{
    /// <summary>What the executor is told besides the folder.</summary>
    public const string Word = "once";

    public const string Request = "request";

    /// <summary>What the line of the answer begins with; the rest is messages in base64, since some ways to hosts spoil what is no text.</summary>
    public const string Answer = "PLUMB-ANSWER ";

    public static ReadOnlyMemory<byte> Write(OperationRequest request) => RequestCodec.Write(request);

    /// <summary>Hands on what the answer says was printed and returned, and gives the result. Null where there is no answer.</summary>
    /// <exception cref="SessionLostException">The answer makes no sense.</exception>
    public static async ValueTask<OperationResult?> ReadAsync(ReadOnlyMemory<byte> output, OperationEvents events, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetString(output.Span);
        var at = text.LastIndexOf(Answer, StringComparison.Ordinal);
        if (at < 0) return null;
        var end = text.IndexOf('\n', at);
        if (end < 0) throw new SessionLostException("its answer is cut off");
        try
        {
            using var bytes = new MemoryStream(Convert.FromBase64String(text[(at + Answer.Length)..end].Trim()));
            using var messages = new MessageStream(bytes, Stream.Null);
            while (await messages.ReadAsync(cancellation).ConfigureAwait(false) is { } message)
            {
                if (message.Kind == MessageKind.Result) return ResultCodec.Read(message.Body.Span);
                await TakeAsync(message, events, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is ProtocolException or FormatException)
        {
            throw new SessionLostException($"the executor does not speak as it should: {e.Message}");
        }
        throw new SessionLostException("its answer has no result");
    }

    private static async ValueTask TakeAsync(Message message, OperationEvents events, CancellationToken cancellation)
    {
        if (message.Kind == MessageKind.Output && !message.Body.IsEmpty) events.Output?.Invoke(new OutputChunk(message.Body.Span[0] != 0, message.Body[1..]));
        else if (message.Kind == MessageKind.Returned && events.Content is { } receive) await receive(message.Body, cancellation).ConfigureAwait(false);
    }
}
