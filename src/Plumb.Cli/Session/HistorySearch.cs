using System.Text;

namespace Plumb.Cli.Session;

/// <summary>Looks among the lines from before for one that holds what is typed, from the newest on, as shells do after Control-R.</summary>
internal sealed class HistorySearch(LineHistory history)
{
    private readonly StringBuilder _wanted = new();
    private int _place = history.Count;

    /// <summary>The line found last; null while nothing was.</summary>
    public string? Found => _place < history.Count ? history[_place] : null;

    /// <summary>What stands before the line meanwhile.</summary>
    public string Prompt => $"({(IsMissing ? "failed " : "")}reverse-i-search)`{_wanted}': ";

    private bool IsMissing { get; set; }

    public void Add(char next)
    {
        _wanted.Append(next);
        Find(Math.Min(_place, history.Count - 1));
    }

    public void Shorten()
    {
        if (_wanted.Length == 0) return;
        _wanted.Length--;
        if (_wanted.Length == 0) (_place, IsMissing) = (history.Count, false);
        else Find(history.Count - 1);
    }

    /// <summary>Goes on to the next older line.</summary>
    public void Older()
    {
        if (_wanted.Length > 0) Find(_place - 1);
    }

    private void Find(int from)
    {
        var wanted = _wanted.ToString();
        while (from >= 0 && !history[from].Contains(wanted, StringComparison.Ordinal)) from--;
        IsMissing = from < 0;
        if (!IsMissing) _place = from;
    }
}
