using System.Text.Json;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Engine;

/// <summary>Reads what the engine tells while it pulls or builds: one JSON object a line, the last of which may be a failure though the request as such went well.</summary>
internal static class ProgressStream
{
    private const int KeptLines = 40;

    /// <exception cref="EngineException">The engine tells of a failure; the message ends with what it wrote before that.</exception>
    public static async Task FollowAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var written = new Queue<string>();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (Parse(line) is not { } progress) continue;
            if (progress.Error is { Length: > 0 } error) throw new EngineException(written.Count == 0 ? error : $"{error}\n\n{string.Join('\n', written)}");
            if (progress.Stream?.TrimEnd() is not { Length: > 0 } text) continue;
            written.Enqueue(text);
            if (written.Count > KeptLines) written.Dequeue();
        }
    }

    private static Progress? Parse(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return null;
        try
        {
            return JsonSerializer.Deserialize(line, WireContext.Default.Progress);
        }
        catch (JsonException)
        {
            // Engines mix other text in; it says nothing about success.
            return null;
        }
    }
}
