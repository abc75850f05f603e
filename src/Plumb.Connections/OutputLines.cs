using System.Text;

namespace Plumb.Connections;

/// <summary>
/// Turns what a program writes into lines as they come. A line that is begun and not ended (a prompt, a progress bar) is
/// given after a short while.
/// </summary>
internal sealed class OutputLines(Action<string> line, TimeProvider time)
{
    /// <summary>A line that goes on for longer is cut into pieces.</summary>
    private const int MaxLine = 64 * 1024;

    private const int KeptTail = 8 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly StringBuilder _open = new();
    private readonly StringBuilder _tail = new();

    /// <summary>The last of what was written, for the message of a failure.</summary>
    public string Tail => _tail.ToString();

    /// <summary>Reads to the end.</summary>
    public async Task PumpAsync(Stream stream)
    {
        var bytes = new byte[4096];
        var chars = new char[bytes.Length + 1];
        var decoder = Encoding.UTF8.GetDecoder();
        while (true)
        {
            var reading = stream.ReadAsync(bytes).AsTask();
            if (_open.Length > 0 && await Task.WhenAny(reading, Task.Delay(Patience, time)).ConfigureAwait(false) != reading) GiveOpenLine();
            var read = await reading.ConfigureAwait(false);
            if (read == 0) break;
            Take(chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false)));
        }
        if (_open.Length > 0) GiveOpenLine();
    }

    private void Take(ReadOnlySpan<char> text)
    {
        _tail.Append(text);
        if (_tail.Length > KeptTail) _tail.Remove(0, _tail.Length - KeptTail);
        while (text.IndexOf('\n') is >= 0 and var end)
        {
            _open.Append(text[..end]);
            GiveOpenLine();
            text = text[(end + 1)..];
        }
        _open.Append(text);
        if (_open.Length > MaxLine) GiveOpenLine();
    }

    private void GiveOpenLine()
    {
        line(_open.ToString().TrimEnd('\r'));
        _open.Clear();
    }
}
