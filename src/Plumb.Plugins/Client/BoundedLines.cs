using System.Text;

namespace Plumb.Plugins.Client;

/// <summary>Reads lines from a plugin that may write anything: a line that never ends is cut into pieces of bounded length.</summary>
internal static class BoundedLines
{
    private const int MaximumLength = 64 * 1024;

    public static async Task ReadAsync(Stream stream, Action<string> line)
    {
        var buffer = new byte[8192];
        var pending = new MemoryStream();
        while (await stream.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) is > 0 and var count) Take(buffer.AsSpan(0, count));
        if (pending.Length > 0) Flush();

        void Take(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                var end = bytes.IndexOf((byte)'\n');
                pending.Write(end < 0 ? bytes : bytes[..end]);
                if (end >= 0 || pending.Length >= MaximumLength) Flush();
                bytes = end < 0 ? [] : bytes[(end + 1)..];
            }
        }

        void Flush()
        {
            line(Encoding.UTF8.GetString(pending.GetBuffer(), 0, (int)pending.Length).TrimEnd('\r'));
            pending.SetLength(0);
        }
    }
}
