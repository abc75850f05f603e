namespace Plumb.Jinja.Values.Formatting;

/// <summary>Python's format specification: <c>[[fill]align][sign][#][0][width][grouping][.precision][type]</c>.</summary>
internal sealed record FormatSpecification
{
    public string Fill { get; private init; } = " ";

    /// <summary>One of <c>&lt; &gt; ^ =</c>; none if not written.</summary>
    public char? Align { get; private init; }

    public char Sign { get; private init; } = '-';

    public bool Alternate { get; private init; }

    public int Width { get; private init; }

    public char? Grouping { get; private init; }

    public int? Precision { get; private init; }

    public char? Type { get; private init; }

    public static FormatSpecification Parse(string text, object? value)
    {
        var spec = new FormatSpecification();
        var i = 0;
        var fill = text.Length > 1 && char.IsHighSurrogate(text[0]) ? 2 : 1;
        if (text.Length > fill && IsAlign(text[fill]))
        {
            spec = spec with { Fill = text[..fill], Align = text[fill] };
            i = fill + 1;
        }
        else if (text.Length > 0 && IsAlign(text[0]))
        {
            spec = spec with { Align = text[0] };
            i = 1;
        }
        if (i < text.Length && text[i] is '+' or '-' or ' ') spec = spec with { Sign = text[i++] };
        if (i < text.Length && text[i] == '#') (spec, i) = (spec with { Alternate = true }, i + 1);
        if (i < text.Length && text[i] == '0')
        {
            spec = i >= fill + 1 && spec.Align is not null ? spec : spec with { Fill = "0", Align = spec.Align ?? '=' };
            i++;
        }
        spec = spec with { Width = Number(text, ref i) ?? 0 };
        if (i < text.Length && text[i] is ',' or '_') spec = spec with { Grouping = text[i++] };
        if (i < text.Length && text[i] == '.')
        {
            i++;
            spec = spec with { Precision = Number(text, ref i) ?? throw JinjaException.Value("Format specifier missing precision") };
        }
        if (i < text.Length) spec = spec with { Type = text[i++] };
        if (i < text.Length) throw JinjaException.Value($"Invalid format specifier '{text}' for object of type '{PyTypes.NameOf(value)}'");
        Bounds.CheckText(Math.Max(spec.Width, spec.Precision ?? 0));
        return spec;
    }

    private static bool IsAlign(char c) => c is '<' or '>' or '^' or '=';

    private static int? Number(string text, ref int i)
    {
        var start = i;
        long value = 0;
        while (i < text.Length && char.IsAsciiDigit(text[i])) value = Math.Min(value * 10 + (text[i++] - '0'), int.MaxValue);
        return i == start ? null : (int)value;
    }

    /// <summary>The text brought to the width; <paramref name="sign"/> stands before a fill that goes between sign and digits.</summary>
    public string Pad(string sign, string body, char defaultAlign)
    {
        var missing = Width - PyStrings.Length(sign) - PyStrings.Length(body);
        if (missing <= 0) return sign + body;
        return (Align ?? defaultAlign) switch
        {
            '<' => sign + body + Repeat(missing),
            '^' => Repeat(missing / 2) + sign + body + Repeat(missing - missing / 2),
            '=' => sign + Repeat(missing) + body,
            _ => Repeat(missing) + sign + body,
        };
    }

    private string Repeat(int count) => Fill.Length == 1 ? new string(Fill[0], count) : string.Concat(Enumerable.Repeat(Fill, count));
}
