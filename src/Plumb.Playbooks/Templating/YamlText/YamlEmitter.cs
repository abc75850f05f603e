namespace Plumb.Playbooks.Templating.YamlText;

/// <summary>Writes a tree as YAML 1.1 the way libyaml lays it out, so that a file made by <c>to_nice_yaml</c> is the same byte for byte.</summary>
internal sealed class YamlEmitter
{
    /// <summary>A key longer than this, or of several lines, is written after a question mark.</summary>
    private const int LongestSimpleKey = 128;

    private readonly YamlFormat _format;
    private readonly YamlLayout _layout;
    private readonly YamlScalarWriter _scalars;
    private readonly HashSet<OutputNode> _written = [];
    private int _flowLevel;

    private YamlEmitter(YamlFormat format)
    {
        _format = format;
        _layout = new YamlLayout(format);
        _scalars = new YamlScalarWriter(_layout, format);
    }

    private enum Place
    {
        Root,
        SequenceItem,
        MappingValue,
        SimpleKey,
    }

    public static string Write(OutputNode root, YamlFormat format)
    {
        var emitter = new YamlEmitter(format);
        if (format.ExplicitStart) emitter._layout.Indicator("---", spaceBefore: true);
        emitter.Node(root, Place.Root);
        emitter._layout.NewLine();
        if (format.ExplicitEnd || emitter._scalars.IsOpenEnded)
        {
            emitter._layout.Indicator("...", spaceBefore: true);
            emitter._layout.NewLine();
        }

        return emitter._layout.ToString();
    }

    private void Node(OutputNode node, Place place)
    {
        if (node.Anchor is not null)
        {
            if (!_written.Add(node))
            {
                _layout.Indicator("*" + node.Anchor, spaceBefore: true);
                return;
            }

            _layout.Indicator("&" + node.Anchor, spaceBefore: true);
        }

        switch (node)
        {
            case OutputScalar scalar:
                // Further lines of a text are a level deeper than the text.
                var outer = _layout.Deepen(flow: true, indentless: false);
                _scalars.Write(scalar, _flowLevel > 0, place == Place.SimpleKey);
                _layout.Indent = outer;
                break;
            case OutputSequence sequence when _flowLevel > 0 || sequence.IsFlow || sequence.Items.Count == 0:
                FlowSequence(sequence);
                break;
            case OutputSequence sequence:
                BlockSequence(sequence, place);
                break;
            case OutputMapping mapping:
                if (mapping.Type != "map") _layout.Indicator("!!" + mapping.Type, spaceBefore: true);
                if (_flowLevel > 0 || mapping.IsFlow || mapping.Entries.Count == 0) FlowMapping(mapping);
                else BlockMapping(mapping);
                break;
        }
    }

    private void BlockSequence(OutputSequence sequence, Place place)
    {
        // The dash of a list under a key stands in the key's column.
        var outer = _layout.Deepen(flow: false, indentless: place == Place.MappingValue && !_layout.IsAtIndention);
        foreach (var item in sequence.Items)
        {
            _layout.NewLine();
            _layout.Indicator("-", spaceBefore: true, isIndention: true);
            Node(item, Place.SequenceItem);
        }

        _layout.Indent = outer;
    }

    private void BlockMapping(OutputMapping mapping)
    {
        var outer = _layout.Deepen(flow: false, indentless: false);
        foreach (var (key, value) in mapping.Entries)
        {
            _layout.NewLine();
            if (IsSimpleKey(key))
            {
                Node(key, Place.SimpleKey);
                _layout.Indicator(":", spaceBefore: IsAlias(key));
            }
            else
            {
                _layout.Indicator("?", spaceBefore: true, isIndention: true);
                Node(key, Place.MappingValue);
                _layout.NewLine();
                _layout.Indicator(":", spaceBefore: true, isIndention: true);
            }

            Node(value, Place.MappingValue);
        }

        _layout.Indent = outer;
    }

    private void FlowSequence(OutputSequence sequence)
    {
        var outer = OpenFlow("[");
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            Separate(i);
            Node(sequence.Items[i], Place.SequenceItem);
        }

        CloseFlow("]", outer);
    }

    private void FlowMapping(OutputMapping mapping)
    {
        var outer = OpenFlow("{");
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            Separate(i);
            var (key, value) = mapping.Entries[i];
            if (IsSimpleKey(key))
            {
                Node(key, Place.SimpleKey);
                _layout.Indicator(":", spaceBefore: IsAlias(key));
            }
            else
            {
                _layout.Indicator("?", spaceBefore: true);
                Node(key, Place.MappingValue);
                if (_layout.Column > _layout.Width) _layout.NewLine();
                _layout.Indicator(":", spaceBefore: true);
            }

            Node(value, Place.MappingValue);
        }

        CloseFlow("}", outer);
    }

    private int OpenFlow(string bracket)
    {
        _layout.Indicator(bracket, spaceBefore: true, isBlank: true);
        _flowLevel++;
        return _layout.Deepen(flow: true, indentless: false);
    }

    private void Separate(int index)
    {
        if (index > 0) _layout.Indicator(",");
        if (_layout.Column > _layout.Width) _layout.NewLine();
    }

    private void CloseFlow(string bracket, int outer)
    {
        _flowLevel--;
        _layout.Indent = outer;
        _layout.Indicator(bracket);
    }

    private bool IsAlias(OutputNode key) => key is not OutputScalar && key.Anchor is not null && _written.Contains(key) && IsSimpleKey(key);

    private bool IsSimpleKey(OutputNode key)
    {
        if (key.Anchor is not null && _written.Contains(key)) return key.Anchor.Length <= LongestSimpleKey;
        return key switch
        {
            OutputScalar scalar => !YamlScalarShape.Of(scalar.Text, _format.AllowUnicode).IsMultiline && System.Text.Encoding.UTF8.GetByteCount(scalar.Text) <= LongestSimpleKey,
            OutputSequence sequence => sequence.Items.Count == 0,
            OutputMapping mapping => mapping.Entries.Count == 0,
            _ => false,
        };
    }
}
