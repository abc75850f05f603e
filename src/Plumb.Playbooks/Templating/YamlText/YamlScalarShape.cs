
namespace Plumb.Playbooks.Templating.YamlText;

/// <summary>What the characters of a scalar allow: in which styles it can be written and read back as the same text.</summary>
internal sealed record YamlScalarShape(bool IsMultiline, bool FlowPlain, bool BlockPlain, bool SingleQuoted, bool Block)
{
    private static readonly YamlScalarShape Empty = new(false, false, true, true, false);

    public static YamlScalarShape Of(string text, bool allowUnicode)
    {
        if (text.Length == 0) return Empty;
        var runes = text.EnumerateRunes().Select(r => r.Value).ToArray();
        var indicators = Indicators.Of(text, runes);
        var blanks = Blanks.Of(runes);
        var special = runes.Any(r => !IsPrintable(r) || (r > 0x7f && !allowUnicode));
        var lineBreaks = runes.Any(IsBreak);

        var inner = !blanks.BreakSpace && !blanks.SpaceBreak && !special;
        var plain = inner && !blanks.AtEdge && !lineBreaks;
        return new YamlScalarShape(lineBreaks, plain && !indicators.Flow, plain && !indicators.Block, inner, !blanks.TrailingSpace && !blanks.SpaceBreak && !special);
    }

    public static bool IsBreak(int rune) => rune is '\r' or '\n' or 0x85 or 0x2028 or 0x2029;

    /// <summary>Characters outside the basic plane count as not printable, as libyaml counts them.</summary>
    public static bool IsPrintable(int rune) =>
        rune is '\n' or (>= 0x20 and <= 0x7e) or (>= 0xa0 and <= 0xd7ff) or (>= 0xe000 and <= 0xfffd and not 0xfeff);

    private static bool IsBlankOrEnd(int[] runes, int at) => at >= runes.Length || runes[at] is ' ' or '\t' or '\0' || IsBreak(runes[at]);

    private readonly record struct Indicators(bool Flow, bool Block)
    {
        public static Indicators Of(string text, int[] runes)
        {
            var marker = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
            var (flow, block) = (marker, marker);
            for (var at = 0; at < runes.Length; at++)
            {
                var (inFlow, inBlock) = at == 0 ? First(runes) : Later(runes, at);
                flow |= inFlow;
                block |= inBlock;
            }

            return new Indicators(flow, block);
        }

        private static (bool Flow, bool Block) First(int[] runes) => runes[0] switch
        {
            '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => (true, true),
            '?' or ':' => (true, IsBlankOrEnd(runes, 1)),
            '-' when IsBlankOrEnd(runes, 1) => (true, true),
            _ => (false, false),
        };

        private static (bool Flow, bool Block) Later(int[] runes, int at) => runes[at] switch
        {
            ',' or '?' or '[' or ']' or '{' or '}' => (true, false),
            ':' => (true, IsBlankOrEnd(runes, at + 1)),
            '#' when IsBlankOrEnd(runes, at - 1) => (true, true),
            _ => (false, false),
        };
    }

    private readonly record struct Blanks(bool AtEdge, bool TrailingSpace, bool BreakSpace, bool SpaceBreak)
    {
        public static Blanks Of(int[] runes)
        {
            var breakSpace = false;
            var spaceBreak = false;
            for (var at = 1; at < runes.Length; at++)
            {
                breakSpace |= IsBreak(runes[at - 1]) && runes[at] == ' ';
                spaceBreak |= runes[at - 1] == ' ' && IsBreak(runes[at]);
            }

            return new Blanks(IsSpaceOrBreak(runes[0]) || IsSpaceOrBreak(runes[^1]), runes[^1] == ' ', breakSpace, spaceBreak);
        }

        private static bool IsSpaceOrBreak(int rune) => rune == ' ' || IsBreak(rune);
    }
}
