using System.Globalization;

namespace Plumb.Playbooks.Templating.YamlText;

/// <summary>Writes scalars: chooses the style that keeps the text, breaks long lines at blanks, escapes what cannot be shown.</summary>
internal sealed class YamlScalarWriter(YamlLayout layout, YamlFormat format)
{
    /// <summary>Whether the last scalar kept line breaks at its end, so that only an end mark shows where the document ends.</summary>
    public bool IsOpenEnded { get; private set; }

    public void Write(OutputScalar scalar, bool inFlow, bool isSimpleKey)
    {
        IsOpenEnded = false;
        var style = Choose(scalar, inFlow, isSimpleKey);
        if (scalar.NeedsTag) layout.Indicator(scalar.Type.StartsWith('!') ? scalar.Type : "!!" + scalar.Type, spaceBefore: true);
        else if (!scalar.IsQuotedImplicit && style != YamlScalarStyle.Plain) layout.Indicator("!", spaceBefore: true);

        var runes = scalar.Text.EnumerateRunes().Select(r => r.Value).ToArray();
        switch (style)
        {
            case YamlScalarStyle.Plain:
                Plain(runes, inFlow, !isSimpleKey);
                break;
            case YamlScalarStyle.SingleQuoted:
                SingleQuoted(runes, !isSimpleKey);
                break;
            case YamlScalarStyle.DoubleQuoted:
                DoubleQuoted(runes, !isSimpleKey);
                break;
            case YamlScalarStyle.Literal:
                Literal(runes);
                break;
            default:
                Folded(runes);
                break;
        }
    }

    private YamlScalarStyle Choose(OutputScalar scalar, bool inFlow, bool isSimpleKey)
    {
        var shape = YamlScalarShape.Of(scalar.Text, format.AllowUnicode);
        var style = isSimpleKey && shape.IsMultiline ? YamlScalarStyle.DoubleQuoted : scalar.Style;
        if (style == YamlScalarStyle.Plain)
        {
            var allowed = inFlow ? shape.FlowPlain : shape.BlockPlain;
            if (!allowed || (scalar.Text.Length == 0 && (inFlow || isSimpleKey)) || !scalar.IsPlainImplicit) style = YamlScalarStyle.SingleQuoted;
        }

        return style switch
        {
            YamlScalarStyle.SingleQuoted when !shape.SingleQuoted => YamlScalarStyle.DoubleQuoted,
            YamlScalarStyle.Literal or YamlScalarStyle.Folded when !shape.Block || inFlow || isSimpleKey => YamlScalarStyle.DoubleQuoted,
            _ => style,
        };
    }

    private void Plain(int[] runes, bool inFlow, bool mayBreak)
    {
        if (!layout.IsAfterBlank && (runes.Length > 0 || inFlow)) layout.Put(' ');
        var spaces = false;
        for (var at = 0; at < runes.Length; at++)
        {
            if (runes[at] == ' ' && mayBreak && !spaces && layout.Column > layout.Width && !IsSpace(runes, at + 1)) layout.NewLine();
            else layout.Put(runes[at]);
            spaces = runes[at] == ' ';
            layout.IsAtIndention = layout.IsAtIndention && spaces;
        }

        layout.EndScalar();
    }

    private void SingleQuoted(int[] runes, bool mayBreak)
    {
        layout.Indicator("'", spaceBefore: true);
        var spaces = false;
        var breaks = false;
        for (var at = 0; at < runes.Length; at++)
        {
            var rune = runes[at];
            if (rune == ' ')
            {
                if (mayBreak && !spaces && layout.Column > layout.Width && at > 0 && at < runes.Length - 1 && !IsSpace(runes, at + 1)) layout.NewLine();
                else layout.Put(rune);
                spaces = true;
            }
            else if (YamlScalarShape.IsBreak(rune))
            {
                // One break would be read as a blank.
                if (!breaks && rune == '\n') layout.Break();
                layout.PutBreak(rune);
                layout.IsAtIndention = true;
                breaks = true;
            }
            else
            {
                if (breaks) layout.NewLine();
                if (rune == '\'') layout.Put(rune);
                layout.Put(rune);
                layout.IsAtIndention = false;
                spaces = breaks = false;
            }
        }

        if (breaks) layout.NewLine();
        layout.Indicator("'");
        layout.EndScalar();
    }

    private void DoubleQuoted(int[] runes, bool mayBreak)
    {
        layout.Indicator("\"", spaceBefore: true);
        var spaces = false;
        for (var at = 0; at < runes.Length; at++)
        {
            var rune = runes[at];
            if (!YamlScalarShape.IsPrintable(rune) || (rune > 0x7f && !format.AllowUnicode) || YamlScalarShape.IsBreak(rune) || rune is '"' or '\\')
            {
                foreach (var character in Escape(rune)) layout.Put(character);
                spaces = false;
            }
            else if (rune == ' ' && mayBreak && !spaces && layout.Column > layout.Width && at > 0 && at < runes.Length - 1)
            {
                layout.NewLine();
                if (IsSpace(runes, at + 1)) layout.Put('\\');
                spaces = true;
            }
            else
            {
                layout.Put(rune);
                spaces = rune == ' ';
            }
        }

        layout.Indicator("\"");
        layout.EndScalar();
    }

    private void Literal(int[] runes)
    {
        layout.Indicator("|", spaceBefore: true);
        BlockHints(runes);
        layout.BeginBlock();
        var breaks = true;
        foreach (var rune in runes)
        {
            if (YamlScalarShape.IsBreak(rune))
            {
                layout.PutBreak(rune);
                layout.IsAtIndention = breaks = true;
                continue;
            }

            if (breaks) layout.NewLine();
            layout.Put(rune);
            layout.IsAtIndention = breaks = false;
        }
    }

    private void Folded(int[] runes)
    {
        layout.Indicator(">", spaceBefore: true);
        BlockHints(runes);
        layout.BeginBlock();
        var breaks = true;
        var leadingSpaces = true;
        for (var at = 0; at < runes.Length; at++)
        {
            var rune = runes[at];
            if (YamlScalarShape.IsBreak(rune))
            {
                if (!breaks && !leadingSpaces && rune == '\n' && TextFollows(runes, at)) layout.Break();
                layout.PutBreak(rune);
                layout.IsAtIndention = breaks = true;
                continue;
            }

            if (breaks)
            {
                layout.NewLine();
                leadingSpaces = rune is ' ' or '\t';
            }

            if (!breaks && rune == ' ' && !IsSpace(runes, at + 1) && layout.Column > layout.Width) layout.NewLine();
            else layout.Put(rune);
            layout.IsAtIndention = breaks = false;
        }
    }

    /// <summary>Says how deep the text is indented where its own blanks would hide it, and what becomes of the breaks at its end.</summary>
    private void BlockHints(int[] runes)
    {
        if (runes.Length > 0 && (runes[0] == ' ' || YamlScalarShape.IsBreak(runes[0]))) layout.Indicator(layout.Step.ToString(CultureInfo.InvariantCulture));
        if (runes.Length == 0 || !YamlScalarShape.IsBreak(runes[^1]))
        {
            layout.Indicator("-");
        }
        else if (runes.Length == 1 || YamlScalarShape.IsBreak(runes[^2]))
        {
            layout.Indicator("+");
            IsOpenEnded = true;
        }
    }

    private static bool TextFollows(int[] runes, int at)
    {
        while (at < runes.Length && YamlScalarShape.IsBreak(runes[at])) at++;
        return at < runes.Length && runes[at] is not (' ' or '\t');
    }

    private static bool IsSpace(int[] runes, int at) => at < runes.Length && runes[at] == ' ';

    private static string Escape(int rune) => rune switch
    {
        0 => "\\0",
        0x07 => "\\a",
        0x08 => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        0x0b => "\\v",
        0x0c => "\\f",
        '\r' => "\\r",
        0x1b => "\\e",
        '"' => "\\\"",
        '\\' => "\\\\",
        0x85 => "\\N",
        0xa0 => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        <= 0xff => string.Create(CultureInfo.InvariantCulture, $"\\x{rune:X2}"),
        <= 0xffff => string.Create(CultureInfo.InvariantCulture, $"\\u{rune:X4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune:X8}"),
    };
}
