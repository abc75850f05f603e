using System.Text;

namespace Plumb.Playbooks.Templating.YamlText;

/// <summary>The page being written: where the pen is, how deep the text is indented, and whether a blank is still needed.</summary>
internal sealed class YamlLayout
{
    private readonly StringBuilder _text = new();
    private readonly int _step;
    private readonly string _lineBreak;
    private bool _afterBlank = true;

    public YamlLayout(YamlFormat format)
    {
        _step = format.Indent is >= 2 and <= 9 ? format.Indent : 2;
        _lineBreak = format.LineBreak;
        Width = format.Width < 0 ? int.MaxValue : format.Width <= _step * 2 ? 80 : format.Width;
    }

    public int Width { get; }

    public int Column { get; private set; }

    /// <summary>Columns of the current level; -1 outside of all.</summary>
    public int Indent { get; set; } = -1;

    public int Step => _step;

    /// <summary>Whether only indention and dashes stand on the line so far.</summary>
    public bool IsAtIndention { get; set; } = true;

    public bool IsAfterBlank => _afterBlank;

    /// <summary>Goes a level deeper and gives the level to come back to.</summary>
    public int Deepen(bool flow, bool indentless)
    {
        var outer = Indent;
        if (Indent < 0) Indent = flow ? _step : 0;
        else if (!indentless) Indent += _step;
        return outer;
    }

    /// <summary>Starts a line at the current level, or stays where the line already stands there.</summary>
    public void NewLine()
    {
        var indent = Math.Max(Indent, 0);
        if (!IsAtIndention || Column > indent || (Column == indent && !_afterBlank)) Break();
        _text.Append(' ', Math.Max(0, indent - Column));
        Column = Math.Max(Column, indent);
        _afterBlank = true;
        IsAtIndention = true;
    }

    public void Indicator(string mark, bool spaceBefore = false, bool isBlank = false, bool isIndention = false)
    {
        if (spaceBefore && !_afterBlank) Put(' ');
        _text.Append(mark);
        Column += mark.Length;
        _afterBlank = isBlank;
        IsAtIndention &= isIndention;
    }

    public void Put(int rune)
    {
        if (rune < 0x10000) _text.Append((char)rune);
        else _text.Append(char.ConvertFromUtf32(rune));
        Column++;
    }

    public void Break()
    {
        _text.Append(_lineBreak);
        Column = 0;
    }

    /// <summary>A line break of the text itself.</summary>
    public void PutBreak(int rune)
    {
        if (rune == '\n')
        {
            Break();
            return;
        }

        Put(rune);
        Column = 0;
    }

    public void BeginBlock()
    {
        Break();
        IsAtIndention = true;
        _afterBlank = true;
    }

    public void EndScalar()
    {
        _afterBlank = false;
        IsAtIndention = false;
    }

    public override string ToString() => _text.ToString();
}
