using System.Globalization;
using System.Text;
using Plumb.Hosts.Calling;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Serving;

/// <summary>Runs the one request that lies in a folder, and prints the answer: the far side of <see cref="RequestFolder"/>.</summary>
internal sealed class SingleRequest(string folder, Func<OperationRequest, OperationEvents, CancellationToken, ValueTask<OperationResult>> run)
{
    /// <summary>The request is removed before it runs, since it may hold secrets; contents are removed after it.</summary>
    public async ValueTask AnswerAsync(Stream output)
    {
        var path = Path.Combine(folder, RequestFolder.Request);
        var bytes = await File.ReadAllBytesAsync(path).ConfigureAwait(false);
        File.Delete(path);
        var request = RequestCodec.Read(bytes, place => File.OpenRead(Content(place)));
        using var answer = new MemoryStream();
        using var messages = new MessageStream(Stream.Null, answer);
        var events = new OperationEvents
        {
            Output = chunk => Report(messages, chunk),
            Content = (piece, token) => messages.WriteAsync(MessageKind.Returned, 1, piece, token),
        };
        var result = ResultCodec.Write(await run(request, events, CancellationToken.None).ConfigureAwait(false));
        if (result.Length > Limits.Message) result = ResultCodec.Write(OperationResult.Failure($"The result is {result.Length} bytes long; {Limits.Message} are allowed."));
        await messages.WriteAsync(MessageKind.Result, 1, result, CancellationToken.None).ConfigureAwait(false);
        for (var place = 0; place < request.Sources.Count; place++) File.Delete(Content(place));
        await output.WriteAsync(Encoding.ASCII.GetBytes($"\n{RequestFolder.Answer}{Convert.ToBase64String(answer.GetBuffer(), 0, (int)answer.Length)}\n")).ConfigureAwait(false);
    }

    private string Content(int place) => Path.Combine(folder, place.ToString(CultureInfo.InvariantCulture));

    private static void Report(MessageStream messages, OutputChunk chunk)
    {
        var body = new byte[chunk.Bytes.Length + 1];
        body[0] = chunk.IsError ? (byte)1 : (byte)0;
        chunk.Bytes.Span.CopyTo(body.AsSpan(1));
#pragma warning disable CA2012 // Waited for once, right here; the other end is memory.
        messages.WriteAsync(MessageKind.Output, 1, body, CancellationToken.None).AsTask().GetAwaiter().GetResult();
#pragma warning restore CA2012
    }
}
