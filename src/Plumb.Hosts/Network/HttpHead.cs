using System.Globalization;
using System.Text;

namespace Plumb.Hosts.Network;

/// <summary>The head of an answer (RFC 9112).</summary>
internal sealed record HttpHead(string Version, int Status, string Reason, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>No server sends more in good faith.</summary>
    private const int MaxSize = 256 * 1024;

    public string? this[string name] => Headers.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public static async ValueTask<HttpHead> ReadAsync(BufferedInput input, string target, CancellationToken cancellation)
    {
        var left = MaxSize;
        async ValueTask<string> LineAsync()
        {
            var line = await input.LineAsync(left, cancellation).ConfigureAwait(false) ?? throw SocketFailure.Protocol(target, "Remote end closed connection without response");
            left -= line.Length + 1;
            return left <= 0 ? throw SocketFailure.Protocol(target, "the head of the answer is too long") : Encoding.Latin1.GetString(line).TrimEnd('\r');
        }
        var status = (await LineAsync().ConfigureAwait(false)).Split(' ', 3);
        if (status.Length < 2 || !status[0].StartsWith("HTTP/", StringComparison.Ordinal) || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            throw SocketFailure.Protocol(target, "the answer is no HTTP");
        var headers = new List<KeyValuePair<string, string>>();
        for (var line = await LineAsync().ConfigureAwait(false); line.Length > 0; line = await LineAsync().ConfigureAwait(false))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers.Add(KeyValuePair.Create(line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }
        return new HttpHead(status[0]["HTTP/".Length..], code, status.Length > 2 ? status[2] : "", headers);
    }
}
