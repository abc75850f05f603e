using System.Globalization;
using System.Text;

namespace Plumb.Cli.Session;

/// <summary>
/// The output of the program, for several threads. A block of text may stand below all that was written; whoever writes
/// removes it first, so that what scrolls away never has any of it.
/// </summary>
internal sealed class ScreenWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly Lock _gate = new();
    private string _block = "";
    private int _rows;
    private bool _isAtLineStart = true;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>Puts a block below what was written, in place of the last one. Empty text removes it.</summary>
    public void Show(string block)
    {
        lock (_gate)
        {
            if (_rows > 0 && block == _block) return;
            RemoveBlock();
            // A line that someone has begun is theirs to end.
            if (block.Length > 0 && _isAtLineStart)
            {
                inner.Write(block);
                _block = block;
                _rows = block.Count(c => c == '\n') + 1;
            }
            inner.Flush();
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length == 0) return;
        lock (_gate)
        {
            RemoveBlock();
            inner.Write(buffer);
            _isAtLineStart = buffer[^1] == '\n';
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_gate)
        {
            Write(value.AsSpan());
            Write(NewLine.AsSpan());
        }
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override void Flush()
    {
        lock (_gate) inner.Flush();
    }

    public override Task FlushAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void RemoveBlock()
    {
        if (_rows == 0) return;
        inner.Write('\r');
        if (_rows > 1) inner.Write(string.Create(CultureInfo.InvariantCulture, $"\u001b[{_rows - 1}A"));
        inner.Write("\u001b[J");
        _rows = 0;
    }
}
