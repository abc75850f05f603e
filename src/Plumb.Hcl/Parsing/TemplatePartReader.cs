namespace Plumb.Hcl.Parsing;

/// <summary>A place in a template's parts, the last of which is the end and never passed, and how deep in directives it is.</summary>
internal sealed class TemplatePartReader(List<TemplatePart> parts)
{
    private int _at;
    private int _depth;

    public TemplatePart Next => parts[_at];

    public int MaxDepth { get; private set; }

    public TemplatePart Read() => parts[_at++];

    /// <summary>False, and moved to the end, where directives nest deeper than the limit.</summary>
    public bool TryEnter(int limit)
    {
        if (_depth == limit)
        {
            _at = parts.Count - 1;
            return false;
        }
        MaxDepth = Math.Max(MaxDepth, ++_depth);
        return true;
    }

    public void Leave() => _depth--;
}
