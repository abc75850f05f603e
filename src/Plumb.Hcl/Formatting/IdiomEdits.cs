using Plumb.Core.Text;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Formatting;

/// <summary>
/// Finds where a configuration is written in ways of old versions and replaces tokens by those that mean the same
/// today: labels without quotes, attributes of a single interpolation, type constraints in quotes.
/// </summary>
internal sealed class IdiomEdits
{
    private const string VariableBlock = "variable";
    private const string TypeArgument = "type";

    private readonly TokenStream _positions;
    private readonly List<FormatToken> _tokens;
    private readonly List<Edit> _edits = [];

    public IdiomEdits(string source)
    {
        _positions = Scanner.ScanCode(source, 0, source.Length);
        _tokens = FormatToken.ListOf(source, _positions);
    }

    /// <summary>The tokens from start up to end give way to others.</summary>
    private readonly record struct Edit(int Start, int End, IReadOnlyList<FormatToken> Replacement);

    public void Visit(NativeBody body) => Visit(body, outerBlock: null, depth: 0);

    public FormatToken[] Apply()
    {
        var result = new List<FormatToken>(_tokens.Count);
        var kept = 0;
        foreach (var edit in _edits.OrderBy(e => e.Start))
        {
            result.AddRange(_tokens[kept..edit.Start]);
            result.AddRange(edit.Replacement);
            kept = edit.End;
        }
        result.AddRange(_tokens[kept..]);
        return [.. result];
    }

    private void Visit(NativeBody body, string? outerBlock, int depth)
    {
        foreach (var attribute in body.Attributes)
        {
            var isType = depth == 1 && outerBlock == VariableBlock && attribute.Name == TypeArgument;
            var (start, end) = Find(attribute.Expression.Span);
            var tokens = _tokens[start..end];
            var replacement = isType ? TypeIdioms.Modernize(tokens) : InterpolationIdioms.Unwrap(tokens);
            if (replacement is not null) _edits.Add(new Edit(start, end, replacement));
        }
        foreach (var block in body.Blocks)
        {
            QuoteLabels(block);
            Visit(block.Body, block.Type, depth + 1);
        }
    }

    /// <summary>Comments between labels are lost in this, as they are in Terraform, and so are labels that hold a dollar or percent sign.</summary>
    private void QuoteLabels(NativeBlock block)
    {
        if (block.Labels is not [.., var last]) return;
        var replacement = new List<FormatToken>();
        foreach (var label in block.Labels)
        {
            var (from, to) = Find(label.Span);
            if (to - from > 3) continue;
            replacement.Add(new FormatToken(TokenKind.OpenQuote, "\""));
            if (label.Text.Length > 0) replacement.Add(new FormatToken(TokenKind.QuotedText, StringEscapes.Escape(label.Text)));
            replacement.Add(new FormatToken(TokenKind.CloseQuote, "\""));
        }
        var (_, start) = Find(block.TypeSpan);
        var (_, end) = Find(last.Span);
        _edits.Add(new Edit(start, end, replacement));
    }

    private (int Start, int End) Find(SourceSpan span) => (FirstFrom(span.Start), FirstFrom(span.End));

    /// <summary>The index of the first token that begins at an offset or after.</summary>
    private int FirstFrom(int offset)
    {
        var (low, high) = (0, _positions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_positions[middle].Start < offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
