using Plumb.Core.Text;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>Builds the nodes of one document after the other from events, and resolves aliases.</summary>
internal sealed class NodeComposer(SourceFile file, IReadOnlyList<YamlEvent> events)
{
    /// <summary>How many nodes a document may stand for once its aliases are followed: a few lines can otherwise stand for billions.</summary>
    private const long MaximumNodes = 20_000_000;

    private readonly Dictionary<string, (YamlNode Node, long Size)?> _anchors = [];
    private int _next;
    private long _size;

    public bool HasMore => _next < events.Count;

    /// <summary>Where the next document begins.</summary>
    public int Offset => events[_next].Start;

    public YamlNode Compose()
    {
        _anchors.Clear();
        _size = 0;
        _next++;
        var node = ComposeNode();
        _next++;
        return node;
    }

    private YamlNode ComposeNode()
    {
        var item = events[_next++];
        if (item.Kind == YamlEventKind.Alias) return Resolve(item);
        var before = _size++;
        if (item.Properties.Anchor is { } anchor) _anchors[anchor] = null;
        YamlNode node = item.Kind switch
        {
            YamlEventKind.Scalar => new YamlScalar(file.Span(item.Start, item.End), item.Properties.Tag, item.Text, item.Style),
            YamlEventKind.SequenceStart => ComposeSequence(item),
            _ => ComposeMapping(item),
        };
        if (item.Properties.Anchor is { } name) _anchors[name] = (node, _size - before);
        return node;
    }

    private YamlSequence ComposeSequence(YamlEvent start)
    {
        var items = new List<YamlNode>();
        while (events[_next].Kind != YamlEventKind.SequenceEnd) items.Add(ComposeNode());
        return new YamlSequence(file.Span(start.Start, events[_next++].End), start.Properties.Tag, items);
    }

    private YamlMapping ComposeMapping(YamlEvent start)
    {
        var entries = new List<YamlEntry>();
        while (events[_next].Kind != YamlEventKind.MappingEnd)
        {
            var key = ComposeNode();
            entries.Add(new YamlEntry(key, ComposeNode()));
        }
        return new YamlMapping(file.Span(start.Start, events[_next++].End), start.Properties.Tag, entries);
    }

    private YamlNode Resolve(YamlEvent alias)
    {
        if (!_anchors.TryGetValue(alias.Text, out var target))
            throw new YamlSyntaxException(YamlRules.Alias, alias.Start, $"No value above has the anchor &{alias.Text}.");
        if (target is not { } found)
            throw new YamlSyntaxException(YamlRules.Alias, alias.Start, $"The alias stands within the value that it names: it would have no end.");
        _size += found.Size;
        if (_size > MaximumNodes) throw new YamlSyntaxException(YamlRules.TooLarge, alias.Start, $"With its aliases followed the document holds more than {MaximumNodes} values.");
        return found.Node;
    }
}
