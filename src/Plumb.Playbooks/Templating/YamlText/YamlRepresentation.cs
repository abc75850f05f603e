using System.Numerics;
using System.Runtime.CompilerServices;
using Plumb.Jinja;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Templating.YamlText;

/// <summary>Makes the tree to write of a value, as PyYAML's safe representer does: keys sorted, a list met twice written once.</summary>
internal sealed class YamlRepresentation
{
    private readonly YamlFormat _format;
    private readonly Dictionary<object, OutputNode> _met = new(ReferenceEqualityComparer.Instance);
    private int _anchors;

    private YamlRepresentation(YamlFormat format) => _format = format;

    public static string Dump(object? value, YamlFormat format) => YamlEmitter.Write(new YamlRepresentation(format).Node(value), format);

    private OutputNode Node(object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value is PyList or PyDict or PySet or PyTuple { Count: > 0 } or DateOnly or DateTime or DateTimeOffset or VaultedText && _met.TryGetValue(value, out var met)) return Again(met);
        return value switch
        {
            PyDict dict => Mapping(dict, dict.Entries, "map"),
            PySet set => Mapping(set, set.Select(item => KeyValuePair.Create(item, (object?)null)), "set"),
            PyRange => throw Refused(value),
            IPySequence list => Sequence(list),
            IPyMapping mapping => Mapping(mapping, PyMappings.Entries(mapping), "map"),
            Undefined undefined => throw undefined.Fault(),
            VaultedText vaulted => _met[vaulted] = new OutputScalar(vaulted.Envelope, "!vault", YamlScalarStyle.Literal),
            DateOnly or DateTime or DateTimeOffset => _met[value] = Plain(PyText.Str(value), "timestamp"),
            PyBytes bytes => new OutputScalar(Base64(bytes), "binary", YamlScalarStyle.Literal),
            _ => Scalar(value),
        };
    }

    private OutputNode Again(OutputNode node)
    {
        node.Anchor ??= $"id{++_anchors:000}";
        return node;
    }

    private OutputScalar Scalar(object? value) => value switch
    {
        null => Plain("null", "null"),
        string text => Text(text),
        Markup markup => Text(markup.Text),
        bool truth => Plain(truth ? "true" : "false", "bool"),
        long or BigInteger => Plain(PyText.Str(value), "int"),
        double number => Plain(Float(number), "float"),
        _ => throw Refused(value),
    };

    private OutputScalar Text(string text) => _format.Texts is { } write ? write(text) : Plain(text, "str");

    private OutputScalar Plain(string text, string type) => new(text, type, _format.ScalarStyle);

    private static JinjaException Refused(object? value) => new("yaml.representer.RepresenterError", $"('cannot represent an object', {PyText.Repr(value)})");

    private static string Float(double number)
    {
        if (double.IsNaN(number)) return ".nan";
        if (double.IsInfinity(number)) return number > 0 ? ".inf" : "-.inf";
        var text = PyFloat.Repr(number);
        // A reader of YAML 1.1 takes 1e+16 for text.
        return text.Contains('.', StringComparison.Ordinal) ? text : text.Replace("e", ".0e", StringComparison.Ordinal);
    }

    private static string Base64(PyBytes bytes)
    {
        var text = Convert.ToBase64String(bytes.Span);
        return string.Concat(text.Chunk(76).Select(line => new string(line) + "\n"));
    }

    private OutputSequence Sequence(IPySequence list)
    {
        var node = new OutputSequence(_format.FlowStyle ?? true);
        _met[list] = node;
        foreach (var item in list) node.Items.Add(Node(item));
        node.IsFlow = _format.FlowStyle ?? node.Items.All(IsPlain);
        return node;
    }

    private OutputMapping Mapping(object identity, IEnumerable<KeyValuePair<object?, object?>> entries, string type)
    {
        var node = new OutputMapping(_format.FlowStyle ?? true, type);
        _met[identity] = node;
        foreach (var (key, value) in Sorted(entries)) node.Entries.Add((Node(key), Node(value)));
        node.IsFlow = _format.FlowStyle ?? node.Entries.All(e => IsPlain(e.Key) && IsPlain(e.Value));
        return node;
    }

    private static bool IsPlain(OutputNode node) => node is OutputScalar { Style: YamlScalarStyle.Plain };

    // Keys of types that have no order stay as they are.
    private List<KeyValuePair<object?, object?>> Sorted(IEnumerable<KeyValuePair<object?, object?>> entries)
    {
        List<KeyValuePair<object?, object?>> list = [.. entries];
        if (!_format.SortKeys) return list;
        try
        {
            return PythonSorting.By(list, e => e.Key);
        }
        catch (JinjaException)
        {
            return list;
        }
    }
}
