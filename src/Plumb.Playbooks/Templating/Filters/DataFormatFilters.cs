using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Templating.YamlText;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters that write data as JSON or YAML, and read it.</summary>
internal static class DataFormatFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        new JinjaFilter("to_json", (_, value, arguments) => ToJson(value, arguments, new PythonJsonWriter())),
        new JinjaFilter("to_nice_json", (_, value, arguments) => ToJson(value, arguments, Nice(arguments))),
        FilterDefinition.Filter("from_json", "", call => FromJson(call.Value), "loads"),
        new JinjaFilter("to_yaml", (_, value, arguments) => ToYaml("to_yaml", value, arguments, new YamlFormat())),
        new JinjaFilter("to_nice_yaml", (_, value, arguments) => ToYaml("to_nice_yaml", value, arguments, new YamlFormat { Indent = 4, FlowStyle = false })),
        FilterDefinition.Filter("from_yaml", "", call => FromYaml(call.Value) is { } documents ? Single(documents) : call.Value),
        FilterDefinition.Filter("from_yaml_all", "", call => FromYaml(call.Value) is { } documents ? new PyList(documents) : call.Value),
    ];

    private static PythonJsonWriter Nice(CallArguments arguments) => new()
    {
        Indent = IndentOf(arguments.Positional.Count > 0 ? arguments.Positional[0] : 4L),
        SortKeys = arguments.Positional.Count <= 1 || PyValues.Truth(arguments.Positional[1]),
        ItemSeparator = ",",
    };

    private static string ToJson(object? value, CallArguments arguments, PythonJsonWriter writer)
    {
        foreach (var (name, option) in FilterDefinition.Named(arguments)) writer = Set(writer, name, option);
        return writer.Write(value);
    }

    private static PythonJsonWriter Set(PythonJsonWriter writer, string name, object? value) => name switch
    {
        "indent" => writer with { Indent = IndentOf(value), ItemSeparator = value is null ? writer.ItemSeparator : writer.ItemSeparator.TrimEnd() },
        "sort_keys" => writer with { SortKeys = PyValues.Truth(value) },
        "ensure_ascii" => writer with { EnsureAscii = PyValues.Truth(value) },
        "allow_nan" => writer with { AllowNan = PyValues.Truth(value) },
        "skipkeys" => writer with { SkipKeys = PyValues.Truth(value) },
        "separators" when value is IPySequence { Count: 2 } pair => writer with { ItemSeparator = PyText.Str(pair[0]), KeySeparator = PyText.Str(pair[1]) },
        "separators" when value is null => writer,
        "check_circular" or "vault_to_text" or "preprocess_unsafe" => writer,
        _ => throw JinjaException.Type($"AnsibleJSONEncoder.__init__() got an unexpected keyword argument '{name}'"),
    };

    private static string? IndentOf(object? value) => value switch
    {
        null => null,
        string text => text,
        _ => new string(' ', (int)Math.Clamp(PyInteger.Index(value, () => JinjaException.Type("can't multiply sequence by non-int of type 'float'")), 0, 1000)),
    };

    private static object? FromJson(object? value) => value switch
    {
        string text => PythonJsonReader.Read(text),
        Markup markup => PythonJsonReader.Read(markup.Text),
        PyBytes bytes => PythonJsonReader.Read(PythonEncoding.Decode(bytes.ToArray(), "utf-8")),
        Undefined undefined => throw undefined.Fault(),
        _ => throw JinjaException.Type($"the JSON object must be str, bytes or bytearray, not {PyTypes.NameOf(value)}"),
    };

    private static string ToYaml(string name, object? value, CallArguments arguments, YamlFormat format)
    {
        if (arguments.Positional.Count > 0 && name == "to_nice_yaml") format = format with { Indent = (int)FilterCall.Integer(arguments.Positional[0]) };
        try
        {
            foreach (var (option, given) in FilterDefinition.Named(arguments)) format = Set(format, option, given);
            return YamlRepresentation.Dump(value, format);
        }
        catch (JinjaException e) when (!e.IsUndefined)
        {
            throw TemplatingException.Filter($"{name} - {e.Message}", e);
        }
        catch (JinjaException e)
        {
            throw TemplatingException.Filter($"{name} - {e.Message}. {e.Message}", e);
        }
    }

    private static YamlFormat Set(YamlFormat format, string name, object? value) => name switch
    {
        "indent" => format with { Indent = value is null ? 2 : (int)FilterCall.Integer(value) },
        "width" => format with { Width = value is null ? 80 : (int)FilterCall.Number(value) },
        "sort_keys" => format with { SortKeys = PyValues.Truth(value) },
        "default_flow_style" when format.FlowStyle is null => format with { FlowStyle = value is null ? null : PyValues.Truth(value) },
        "explicit_start" => format with { ExplicitStart = PyValues.Truth(value) },
        "explicit_end" => format with { ExplicitEnd = PyValues.Truth(value) },
        "line_break" => format with { LineBreak = value is "\r" or "\r\n" ? PyText.Str(value) : "\n" },
        "default_style" => format with { ScalarStyle = StyleOf(value) },
        "canonical" when !PyValues.Truth(value) => format,
        "allow_unicode" or "default_flow_style" => throw JinjaException.Type($"dump_all() got multiple values for keyword argument '{name}'"),
        _ => throw JinjaException.Type($"dump_all() got an unexpected keyword argument '{name}'"),
    };

    private static YamlScalarStyle StyleOf(object? value) => value switch
    {
        null or "" => YamlScalarStyle.Plain,
        "'" => YamlScalarStyle.SingleQuoted,
        "\"" => YamlScalarStyle.DoubleQuoted,
        "|" => YamlScalarStyle.Literal,
        ">" => YamlScalarStyle.Folded,
        _ => YamlScalarStyle.Plain,
    };

    /// <summary>The values of all documents; null where the value is no text. What is read is data: no template in it is rendered.</summary>
    private static List<object?>? FromYaml(object? value)
    {
        if (value is Undefined undefined) throw undefined.Fault();
        if (value is not (string or Markup)) return null;
        var diagnostics = new DiagnosticBag();
        var reader = new VariableReader(VaultSecrets.None, diagnostics);
        List<object?> documents = [.. (YamlReader.ReadDocuments(new SourceFile("<unicode string>", PyText.Str(value)), diagnostics) ?? []).Select(node => TemplateTexts.AsPlain(reader.Read(node)))];
        return diagnostics.HasErrors ? throw TemplatingException.Python("yaml.scanner.ScannerError", diagnostics.First(d => d.Rule.Severity == Severity.Error).Detail) : documents;
    }

    private static object? Single(List<object?> documents) => documents.Count switch
    {
        0 => null,
        1 => documents[0],
        _ => throw TemplatingException.Python("yaml.composer.ComposerError", "expected a single document in the stream"),
    };
}
