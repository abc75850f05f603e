using System.Collections.Concurrent;
using System.Text.Json;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>
/// One conversation at a time with Python: a call, what it asks meanwhile, its reply. Who calls waits here and answers what is asked, so
/// that a question which calls Python again, on another channel, holds nobody up.
/// </summary>
internal sealed class PythonChannel(int number, PythonProcess process) : IDisposable
{
    private readonly ConcurrentQueue<JsonDocument> _arrived = new();
    private readonly SemaphoreSlim _count = new(0);

    public int Number => number;

    public void Deliver(JsonDocument message)
    {
        _arrived.Enqueue(message);
        _count.Release();
    }

    /// <summary>Wakes who waits: nothing will come any more.</summary>
    public void End() => _count.Release();

    public object? Call(string method, IReadOnlyList<object?> arguments, PythonCall call)
    {
        Send(json => json.WriteString("call", method), "a", arguments, call);
        while (true)
        {
            _count.Wait();
            using var message = Taken();
            if (ReplyIn(message.RootElement, call) is { } reply) return reply.Value;
            var (what, asked) = Asked(message.RootElement, call);
            try
            {
                var answer = call.Answer(what, asked);
                Send(_ => { }, "result", answer, call);
            }
            catch (Exception fault) when (PythonCall.Described(fault) is { } described)
            {
                Send(json => WriteFault(json, described), null, null, call);
            }
        }
    }

    /// <summary>The same for a call whose questions take their time, which holds no thread meanwhile.</summary>
    public async Task<object?> CallAsync(string method, IReadOnlyList<object?> arguments, PythonCall call, CancellationToken cancellation)
    {
        Send(json => json.WriteString("call", method), "a", arguments, call);
        while (true)
        {
            // Not given up by a cancellation: that ends the process, which ends the call.
            await _count.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            using var message = Taken();
            if (ReplyIn(message.RootElement, call) is { } reply) return reply.Value;
            var (what, asked) = Asked(message.RootElement, call);
            try
            {
                var answer = await call.AnswerAsync(what, asked, cancellation).ConfigureAwait(false);
                Send(_ => { }, "result", answer, call);
            }
            catch (Exception fault) when (PythonCall.Described(fault) is { } described)
            {
                Send(json => WriteFault(json, described), null, null, call);
            }
        }
    }

    private static Reply? ReplyIn(JsonElement root, PythonCall call)
    {
        if (root.TryGetProperty("ask", out _)) return null;
        if (root.TryGetProperty("error", out var error)) throw Fault(error, call);
        try
        {
            return new Reply(new ValueReader(call, call.GivesTemplates).Read(root.GetProperty("result")));
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or InvalidOperationException or JsonException)
        {
            // Python has values, such as moments in zones of odd seconds, that have no like here.
            throw new PythonFault("ValueError", "python", $"what the plugin gave cannot be taken over: {fault.Message}");
        }
    }

    /// <summary>What a plugin has its templar do may be a template. Nothing else that it sends is.</summary>
    private static (string What, IReadOnlyList<object?> Arguments) Asked(JsonElement root, PythonCall call)
    {
        var what = root.GetProperty("ask").GetString() ?? "";
        return (what, new ValueReader(call, templates: what == "template").ReadList(root.GetProperty("a")).Items);
    }

    private void Send(Action<Utf8JsonWriter> head, string? name, object? content, PythonCall call) => process.Send(Frames.Compose(number, json =>
    {
        json.WriteStartObject();
        head(json);
        if (name is not null)
        {
            json.WritePropertyName(name);
            new ValueWriter(json, call).Write(content is List<object?> or object?[]? new Jinja.Values.PyList((IEnumerable<object?>)content) : content);
        }
        json.WriteEndObject();
    }));

    private static void WriteFault(Utf8JsonWriter json, (string Kind, string Message) fault)
    {
        json.WriteStartObject("error");
        json.WriteString("kind", fault.Kind);
        json.WriteString("message", fault.Message);
        json.WriteEndObject();
    }

    private static PythonFault Fault(JsonElement error, PythonCall call)
    {
        return new PythonFault(Text("class"), Text("kind"), Text("message"))
        {
            Trace = Text("trace"),
            Result = error.TryGetProperty("result", out var result) ? new ValueReader(call, templates: false).Read(result) as Jinja.Values.PyDict : null,
        };

        string Text(string name) => error.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }

    private JsonDocument Taken() => _arrived.TryDequeue(out var message) ? message : throw process.Ended();

    public void Dispose() => _count.Dispose();

    private sealed record Reply(object? Value);
}
