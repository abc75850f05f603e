using Plumb.Operations.Data;

namespace Plumb.Operations.Network.Http;

/// <summary>
/// What came of asking an address: the status (-1 where there was no answer at all), a message, where it came from in the end, and the
/// body to be read once.
/// </summary>
internal sealed record UrlAnswer(int Status, string Message, string Url) : IAsyncDisposable
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Null where there was no answer.</summary>
    public Stream? Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Cookies { get; init; } = [];

    /// <summary>Whether the status is not one of success, so that the body only explains it.</summary>
    public bool IsError { get; init; }

    public string? Header(string name) =>
        Headers.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The answer as results have it: its headers by lower-case names, cookies, message, address and status.</summary>
    public MapBuilder Info(string separator)
    {
        var info = new MapBuilder { ["url"] = Url, ["status"] = Status };
        foreach (var (name, value) in Headers)
        {
            var key = name.ToLowerInvariant().Replace("-", separator, StringComparison.Ordinal);
            info[key] = info[key] is TextData first && key is not ("url" or "status") ? first.Value + ", " + value : value;
        }
        if (!IsError && Status > 0)
        {
            info["cookies_string"] = string.Join("; ", Cookies.Select(c => c.Key + "=" + c.Value));
            info["cookies"] = new MapData([.. Cookies.Select(c => KeyValuePair.Create(c.Key, DataValue.Of(c.Value)))]);
        }
        info["msg"] = Message;
        info["url"] = Url;
        info["status"] = Status;
        return info;
    }

    public ValueTask DisposeAsync() => Body?.DisposeAsync() ?? ValueTask.CompletedTask;
}
