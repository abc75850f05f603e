using System.Globalization;
using System.Text;

namespace Plumb.Cli.Session;

/// <summary>
/// Edits one line at a terminal: the keys that people's fingers know from their shell, lines from before, and completion of the last word. A
/// line that is wider than the terminal is shown around the cursor.
/// </summary>
internal sealed class LineEditor(Func<ConsoleKeyInfo> readKey, TextWriter screen, Func<int> width, LineHistory history, Func<string, IReadOnlyList<string>> complete)
{
    private readonly StringBuilder _text = new();
    private int _cursor;
    private int _place;
    private string _unfinished = "";

    /// <summary>The line, or null where the user ends the input.</summary>
    /// <param name="prompt">What stands before it, as wide as it is seen.</param>
    /// <param name="shown">The same as it is written, with colours.</param>
    public string? ReadLine(string prompt, string shown)
    {
        Set("");
        (_place, _unfinished) = (history.Count, "");
        while (true)
        {
            Draw(prompt, shown);
            var key = readKey();
            if (Control(key) is 'R') key = Search();
            if (key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n') return Finish();
            if (Control(key) is 'D' && _text.Length == 0) return null;
            if (Control(key) is 'C') Discard();
            else if (key.Key == ConsoleKey.Tab) Complete(prompt, shown);
            else if (!Move(key) && !Erase(key) && !Recall(key)) Insert(key);
        }
    }

    /// <summary>The letter that is held down with the control key, or null.</summary>
    private static char? Control(ConsoleKeyInfo key) => key.KeyChar is > '\0' and < '\u001b' and not ('\t' or '\b') ? (char)(key.KeyChar + '@') : null;

    private string Finish()
    {
        screen.Write('\n');
        screen.Flush();
        var line = _text.ToString();
        history.Add(line);
        return line;
    }

    private void Discard()
    {
        screen.Write("^C\n");
        Set("");
    }

    private void Set(string text)
    {
        _text.Clear().Append(text);
        _cursor = text.Length;
    }

    private bool Move(ConsoleKeyInfo key)
    {
        var to = (key.Key, Control(key)) switch
        {
            (ConsoleKey.LeftArrow, _) or (_, 'B') => _cursor - StepBack(),
            (ConsoleKey.RightArrow, _) or (_, 'F') => _cursor + StepOn(),
            (ConsoleKey.Home, _) or (_, 'A') => 0,
            (ConsoleKey.End, _) or (_, 'E') => _text.Length,
            _ => -1,
        };
        if (to < 0) return false;
        _cursor = to;
        return true;
    }

    private bool Erase(ConsoleKeyInfo key)
    {
        var (from, to) = (key.Key, Control(key)) switch
        {
            (ConsoleKey.Backspace, _) or (_, 'H') => (_cursor - StepBack(), _cursor),
            (ConsoleKey.Delete, _) or (_, 'D') => (_cursor, _cursor + StepOn()),
            (_, 'U') => (0, _cursor),
            (_, 'K') => (_cursor, _text.Length),
            (_, 'W') => (WordStart(), _cursor),
            _ => (-1, 0),
        };
        if (from < 0) return key.KeyChar is '\u007f' or '\b';
        _text.Remove(from, to - from);
        _cursor = from;
        return true;
    }

    private bool Recall(ConsoleKeyInfo key)
    {
        var to = (key.Key, Control(key)) switch
        {
            (ConsoleKey.UpArrow, _) or (_, 'P') => _place - 1,
            (ConsoleKey.DownArrow, _) or (_, 'N') => _place + 1,
            _ => int.MinValue,
        };
        if (to == int.MinValue) return false;
        if (to < 0 || to > history.Count) return true;
        if (_place == history.Count) _unfinished = _text.ToString();
        _place = to;
        Set(to == history.Count ? _unfinished : history[to]);
        return true;
    }

    /// <summary>Puts the line that is found in place of what was typed. The key that ends the search is for the line, except for the two that give the search up.</summary>
    private ConsoleKeyInfo Search()
    {
        var search = new HistorySearch(history);
        var (typed, cursor) = (_text.ToString(), _cursor);
        while (true)
        {
            Set(search.Found ?? typed);
            Draw(search.Prompt, search.Prompt);
            var key = readKey();
            switch (Control(key))
            {
                case 'R':
                    search.Older();
                    break;
                case 'G' or 'C':
                    Set(typed);
                    _cursor = cursor;
                    return default;
                default:
                    if (key.Key == ConsoleKey.Backspace || key.KeyChar is '\u007f' or '\b') search.Shorten();
                    else if (key.KeyChar != '\0' && !char.IsControl(key.KeyChar)) search.Add(key.KeyChar);
                    else return key;
                    break;
            }
        }
    }

    private void Insert(ConsoleKeyInfo key)
    {
        if (key.KeyChar == '\0' || char.IsControl(key.KeyChar)) return;
        _text.Insert(_cursor++, key.KeyChar);
    }

    private void Complete(string prompt, string shown)
    {
        var before = _text.ToString(0, _cursor);
        var word = before[(before.LastIndexOf(' ') + 1)..];
        var candidates = complete(before);
        if (candidates.Count == 0) return;
        var common = candidates.Aggregate(Common);
        if (candidates.Count == 1 && !common.EndsWith('=')) common += " ";
        if (common.Length > word.Length)
        {
            _text.Insert(_cursor, common[word.Length..]);
            _cursor += common.Length - word.Length;
            return;
        }
        Draw(prompt, shown);
        screen.Write('\n');
        screen.Write(string.Join("  ", candidates));
        screen.Write('\n');
    }

    private static string Common(string a, string b) => a[..a.AsSpan().CommonPrefixLength(b)];

    private int StepBack() => _cursor == 0 ? 0 : _cursor > 1 && char.IsLowSurrogate(_text[_cursor - 1]) ? 2 : 1;

    private int StepOn() => _cursor == _text.Length ? 0 : _cursor + 1 < _text.Length && char.IsHighSurrogate(_text[_cursor]) ? 2 : 1;

    private int WordStart()
    {
        var start = _cursor;
        while (start > 0 && _text[start - 1] == ' ') start--;
        while (start > 0 && _text[start - 1] != ' ') start--;
        return start;
    }

    private void Draw(string prompt, string shown)
    {
        var room = Math.Max(8, width() - prompt.Length - 1);
        var from = Math.Max(0, _cursor - room);
        var seen = _text.ToString(from, Math.Min(_text.Length - from, room));
        var back = seen.Length - (_cursor - from);
        screen.Write(string.Create(CultureInfo.InvariantCulture, $"\r{shown}{seen}\u001b[K"));
        if (back > 0) screen.Write(string.Create(CultureInfo.InvariantCulture, $"\u001b[{back}D"));
        screen.Flush();
    }
}
