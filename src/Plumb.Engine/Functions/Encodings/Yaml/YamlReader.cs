using System.Diagnostics;
using Plumb.Core.Conversion;
using Plumb.Core.Types;
using Plumb.Core.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Plumb.Engine.Functions.Encodings.Yaml;

/// <summary>
/// Reads one YAML document as a value: mappings become objects, sequences tuples. Anchors are supported where they are
/// not inside themselves. Depth and size, aliases written out, are bounded.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 500;

    /// <summary>A short document can refer to itself so often that it would fill any memory.</summary>
    private const int MaxNodes = 2_000_000;

    private const string MapTag = "tag:yaml.org,2002:map";
    private const string SequenceTag = "tag:yaml.org,2002:seq";
    private const string MergeTag = "tag:yaml.org,2002:merge";

    private readonly string _text;
    private readonly Parser _parser;
    private readonly Dictionary<string, (Value Value, int Nodes)> _anchors = new(StringComparer.Ordinal);
    private readonly List<string> _openAnchors = [];
    private int _nodes;
    private int _flowDepth;

    private YamlReader(string text)
    {
        _text = text;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The value, or null with the reason, which says where.</summary>
    internal static Value? Read(string text, out string? error)
    {
        if (TryRead(text, out error) is { } value) return value;
        var emptied = BlockScalarLines.Empty(text);
        if (emptied == text || TryRead(emptied, out _) is not { } second) return null;
        error = null;
        return second;
    }

    private static Value? TryRead(string text, out string? error)
    {
        error = null;
        try
        {
            return new YamlReader(text).ReadDocument();
        }
        catch (YamlFaultException e)
        {
            error = e.Message;
        }
        catch (YamlException e)
        {
            error = Locate(e.Start, e.Message.TrimEnd('.'));
        }
        return null;
    }

    private Value ReadDocument()
    {
        Next();
        if (Next() is not DocumentStart) throw Fault(Current, "there is no document");
        Next();
        var value = ReadNode(0);
        Next();
        if (Next() is not StreamEnd) throw Fault(Current, "there is more than one document");
        return value;
    }

    private ParsingEvent Current => _parser.Current ?? throw new UnreachableException();

    private ParsingEvent Next()
    {
        var before = _parser.Current?.End ?? YamlDotNet.Core.Mark.Empty;
        try
        {
            _parser.MoveNext();
            return Current;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser is at its wits' end with some malformed documents and does not say it by its own exception.
            throw new YamlFaultException(Locate(before, "what follows is not well-formed"));
        }
    }

    /// <summary>Reads the node that begins at the current event and stops at its last.</summary>
    private Value ReadNode(int depth)
    {
        var start = Current;
        if (depth > MaxDepth) throw Fault(start, $"the document nests deeper than {MaxDepth} levels");
        if (++_nodes > MaxNodes) throw Fault(start, $"the document has more than {MaxNodes} values");
        RefuseTabs(start);
        if (start is AnchorAlias alias) return Follow(alias);

        var anchor = start is NodeEvent { Anchor: { IsEmpty: false } name } ? name.Value : null;
        var before = _nodes;
        if (anchor is not null) _openAnchors.Add(anchor);
        var value = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart sequence => ReadSequence(sequence, depth),
            MappingStart mapping => ReadMapping(mapping, depth),
            _ => throw Fault(start, "a value is missing"),
        };
        if (anchor is null) return value;
        _openAnchors.Remove(anchor);
        _anchors[anchor] = (value, _nodes - before + 1);
        return value;
    }

    private Value Follow(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (_openAnchors.Contains(name)) throw Fault(alias, $"the anchor \"{name}\" cannot be referred to from inside itself");
        if (!_anchors.TryGetValue(name, out var anchor)) throw Fault(alias, $"there is no anchor \"{name}\" before this reference to it");
        _nodes += anchor.Nodes - 1;
        if (_nodes > MaxNodes) throw Fault(alias, $"with its references written out the document has more than {MaxNodes} values");
        return anchor.Value;
    }

    private static Value ReadScalar(Scalar scalar)
    {
        var value = Resolve(scalar);
        // A block is text, but what looks like something else is normalized as that, as the peer does.
        var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded && scalar.Tag.IsEmpty;
        return isBlock && TypeConversion.TryConvert(value, DataType.String, out var text, out _) ? text : value;
    }

    private static Value Resolve(Scalar scalar)
    {
        var isQuoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        return YamlScalars.Resolve(scalar.Value, TagOf(scalar), isQuoted, out var error) ?? throw Fault(scalar, error ?? "");
    }

    private TupleValue ReadSequence(SequenceStart start, int depth)
    {
        if (TagOf(start) is not ("" or SequenceTag)) throw Fault(start, $"a sequence cannot have the tag \"{TagOf(start)}\"");
        var elements = new List<Value>();
        var isFlow = start.Style == SequenceStyle.Flow;
        if (isFlow) _flowDepth++;
        while (Next() is not SequenceEnd) elements.Add(ReadNode(depth + 1));
        if (isFlow) _flowDepth--;
        return Value.Tuple(elements);
    }

    private ObjectValue ReadMapping(MappingStart start, int depth)
    {
        if (TagOf(start) is not ("" or MapTag)) throw Fault(start, $"a mapping cannot have the tag \"{TagOf(start)}\"");
        var attributes = new Dictionary<string, Value>(StringComparer.Ordinal);
        var isFlow = start.Style == MappingStyle.Flow;
        if (isFlow) _flowDepth++;
        while (Next() is not MappingEnd)
        {
            RefuseTabs(Current);
            if (Current is not Scalar key) throw Fault(Current, "the keys of a mapping must be strings");
            var isMerge = TagOf(key) == MergeTag || (TagOf(key) == "" && key.Value == "<<");
            var name = isMerge ? null : ReadKey(key);
            Next();
            var value = ReadNode(depth + 1);
            if (name is not null) attributes[name] = value;
            else Merge(attributes, value, key);
        }
        if (isFlow) _flowDepth--;
        return Value.Object(attributes);
    }

    private static string ReadKey(Scalar key)
    {
        if (!TypeConversion.TryConvert(Resolve(key), DataType.String, out var text, out _)) throw Fault(key, "the keys of a mapping must be strings");
        return text is StringValue name ? name.Text : throw Fault(key, "the key of a mapping cannot be null");
    }

    private static void Merge(Dictionary<string, Value> attributes, Value value, Scalar key)
    {
        if (value is not ObjectValue merged) throw Fault(key, $"only a mapping can be merged into a mapping, not a {value.Type.FriendlyName}");
        foreach (var (name, attribute) in merged.Entries) attributes[name] = attribute;
    }

    private static string TagOf(NodeEvent node) => node.Tag.IsEmpty ? "" : node.Tag.Value;

    /// <summary>Blocks are indented by spaces alone. The parser does not mind a tab before what begins a line.</summary>
    private void RefuseTabs(ParsingEvent node)
    {
        if (_flowDepth > 0) return;
        for (var at = Math.Min((int)node.Start.Index, _text.Length) - 1; at >= 0 && _text[at] is ' ' or '\t' or '-' or '?'; at--)
        {
            if (_text[at] != '\t') continue;
            var lineStart = _text.LastIndexOf('\n', at) + 1;
            if (_text.AsSpan(lineStart, at - lineStart).IndexOfAnyExcept(" \t-?") < 0 && !_text.AsSpan(lineStart).StartsWith("---", StringComparison.Ordinal))
                throw Fault(node, "a tab stands where only spaces may indent");
        }
    }

    private static YamlFaultException Fault(ParsingEvent at, string message) => new(Locate(at.Start, message));

    private static string Locate(YamlDotNet.Core.Mark mark, string message) => $"line {mark.Line}, column {mark.Column}: {message}";

    private sealed class YamlFaultException(string message) : Exception(message);
}
