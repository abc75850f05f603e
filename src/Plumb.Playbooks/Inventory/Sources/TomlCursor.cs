namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>A place in TOML text.</summary>
internal sealed class TomlCursor(string text, string path)
{
    private int _at;

    public bool AtEnd => _at >= text.Length;

    public char Current => Peek(0);

    public char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    public char Next() => _at < text.Length ? text[_at++] : throw Fault("the text ends too early");

    public bool TryTake(string expected)
    {
        if (string.CompareOrdinal(text, _at, expected, 0, expected.Length) != 0) return false;
        _at += expected.Length;
        return true;
    }

    public void Take(char expected)
    {
        if (Current != expected) throw Fault($"\"{expected}\" was expected");
        _at++;
    }

    public string TakeWhile(Func<char, bool> belongs, string what)
    {
        var start = _at;
        while (_at < text.Length && belongs(text[_at])) _at++;
        return _at > start ? text[start.._at] : throw Fault($"{what} was expected");
    }

    public string TakeTime()
    {
        _at++;
        return TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.' or ':', "a time");
    }

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t') _at++;
    }

    /// <summary>Skips blanks, line ends and comments.</summary>
    public void SkipEmptyLines()
    {
        while (true)
        {
            while (Current is ' ' or '\t' or '\n' or '\r') _at++;
            if (Current != '#') return;
            while (!AtEnd && Current != '\n') _at++;
        }
    }

    /// <summary>Nothing but a comment may be left of the line.</summary>
    public void EndLine()
    {
        SkipBlanks();
        if (!AtEnd && Current is not ('#' or '\n' or '\r')) throw Fault("the line should end here");
    }

    public InventoryException Fault(string message) => new($"TOML file ({path}) is invalid: {message} (line {1 + text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n')})");
}
