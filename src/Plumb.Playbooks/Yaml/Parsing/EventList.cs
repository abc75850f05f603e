namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>The events of a parse so far. That something was a key shows only at the colon after it; the start of its mapping is then inserted before it.</summary>
internal sealed class EventList
{
    /// <summary>Collections within collections: far more than people write, far fewer than the stack holds.</summary>
    public const int MaximumDepth = 256;

    private readonly List<YamlEvent> _events = [];
    private int _depth;

    public int Count => _events.Count;

    public IReadOnlyList<YamlEvent> Events => _events;

    public void Add(YamlEvent item) => _events.Add(item);

    public void AddScalar(int start, NodeProperties properties, string text, ScalarStyle style, int end) =>
        _events.Add(new YamlEvent(YamlEventKind.Scalar, start, end) { Properties = properties, Text = text, Style = style });

    /// <summary>A node without content, which is null unless its tag says otherwise.</summary>
    public void AddEmpty(NodeProperties properties, int at) => AddScalar(properties.IsNone ? at : properties.Start, properties, "", ScalarStyle.Plain, at);

    public void Insert(int index, YamlEvent item) => _events.Insert(index, item);

    /// <summary>Gives a node that has been parsed the properties from the line above it.</summary>
    public void AddProperties(int index, NodeProperties outer)
    {
        if (outer.IsNone) return;
        var node = _events[index];
        if (node.Kind == YamlEventKind.Alias) throw new YamlSyntaxException(YamlRules.Properties, node.Start, "An alias stands for a value that has its anchor and tag already.");
        _events[index] = node with { Properties = outer.With(node.Properties), Start = outer.Start };
    }

    public Level Enter(int offset)
    {
        if (++_depth > MaximumDepth) throw new YamlSyntaxException(YamlRules.TooLarge, offset, $"Collections are nested in more than {MaximumDepth} levels here.");
        return new Level(this);
    }

    /// <summary>One collection that is being parsed; ends with it.</summary>
    public readonly struct Level(EventList events) : IDisposable
    {
        public void Dispose() => events._depth--;
    }
}
