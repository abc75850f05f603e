namespace Plumb.Plugins.Client;

/// <summary>The end of what a plugin wrote to its error output, for the diagnostic that says that it crashed.</summary>
internal sealed class LastWords
{
    private const int MaximumLines = 30;
    private const int MaximumLineLength = 400;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private bool _panicked;

    public void Add(string line)
    {
        lock (_gate)
        {
            // What comes after these tells nothing that their first lines did not: the rest is other threads' stacks.
            if (_panicked && _lines.Count >= MaximumLines) return;
            if (!_panicked && (line.StartsWith("panic:", StringComparison.Ordinal) || line.StartsWith("fatal error:", StringComparison.Ordinal) || line.StartsWith("Unhandled exception", StringComparison.Ordinal)))
            {
                _panicked = true;
                _lines.Clear();
            }
            _lines.Enqueue(line.Length > MaximumLineLength ? line[..MaximumLineLength] + "…" : line);
            if (_lines.Count > MaximumLines) _lines.Dequeue();
        }
    }

    /// <summary>Empty where it said nothing.</summary>
    public string Text
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }
}
