using System.Text;
using Plumb.Operations.Data;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Documentation for people, in the peer's layout.</summary>
internal sealed class DocText(int columns)
{
    private const int Indent = 8;
    private const int MinWidth = 70;

    private readonly int _limit = Math.Max(columns - columns / 5, MinWidth);
    private readonly StringBuilder _text = new();

    public static string Of(PluginDoc doc, int columns)
    {
        var text = new DocText(columns);
        text._text.Append($"> {doc.FullName.ToUpperInvariant()}    ({doc.Origin})\n\n");
        text.AppendWrapped(string.Join(' ', doc.Description.Count > 0 ? doc.Description : [doc.Summary]), Indent);
        text._text.Append('\n');
        text.AppendOptions(doc.Options);
        if (doc.CheckMode is { } support) text._text.Append("ATTRIBUTES:\n\n        check_mode:\n          description: Tells what would change, and changes nothing\n          support: ").Append(support).Append("\n\n");
        if (doc.Positional is { Length: > 0 } positional) text._text.Append("POSITIONAL: ").Append(positional).Append("\n\n");
        return text._text.ToString();
    }

    public static string OfRole(RoleDoc role, string? entryPoint, int columns)
    {
        var text = new DocText(columns);
        text._text.Append($"> {role.Name.ToUpperInvariant()}    ({role.Path})\n\n");
        foreach (var point in role.EntryPoints.Where(p => entryPoint is null || p.Name == entryPoint))
        {
            text._text.Append("ENTRY POINT: ").Append(point.Name).Append(point.Summary.Length > 0 ? $" - {point.Summary}\n\n" : "\n\n");
            if (point.Description.Count > 0)
            {
                text.AppendWrapped(string.Join(' ', point.Description), Indent);
                text._text.Append('\n');
            }
            text.AppendOptions(point.Options);
            if (point.Authors.Count > 0) text._text.Append("AUTHOR: ").Append(string.Join(", ", point.Authors)).Append("\n\n");
        }
        return text._text.ToString();
    }

    private void AppendOptions(IReadOnlyList<OptionDoc> options)
    {
        if (options.Count == 0) return;
        _text.Append("OPTIONS (= is mandatory):\n\n");
        AppendOptions(options, 0);
        _text.Append('\n');
    }

    private void AppendOptions(IReadOnlyList<OptionDoc> options, int indent)
    {
        foreach (var option in options.OrderBy(o => o.Name, StringComparer.Ordinal))
        {
            _text.Append(' ', indent).Append(option.Required ? "= " : "- ").Append(option.Name).Append('\n');
            foreach (var paragraph in option.Description) AppendWrapped(paragraph, indent + Indent);
            if (option.Aliases.Count > 0) AppendFact(indent, "aliases", $"[{string.Join(", ", option.Aliases)}]");
            if (option.Choices.Count > 0) AppendFact(indent, "choices", $"[{string.Join(", ", option.Choices.Select(Plain))}]");
            if (!option.Required) AppendFact(indent, "default", option.Default is { } value ? Plain(value) : "null");
            if (option.Elements is { } elements) AppendFact(indent, "elements", elements);
            AppendFact(indent, "type", option.Type);
            if (option.Options.Count > 0)
            {
                _text.Append('\n').Append(' ', indent + Indent).Append("OPTIONS:\n\n");
                AppendOptions(option.Options, indent + Indent);
            }
            _text.Append('\n');
        }
    }

    private void AppendFact(int indent, string name, string value) => _text.Append(' ', indent + Indent).Append(name).Append(": ").Append(value).Append('\n');

    private void AppendWrapped(string paragraph, int indent)
    {
        foreach (var line in WrappedLines.Of(DocMarkup.ToText(paragraph), _limit - indent)) _text.Append(' ', indent).Append(line).Append('\n');
    }

    /// <summary>As YAML would have it.</summary>
    private static string Plain(DataValue value) => value switch
    {
        TextData { Value: "" } => "''",
        BooleanData flag => flag.Value ? "true" : "false",
        NullData => "null",
        ListData list => $"[{string.Join(", ", list.Items.Select(Plain))}]",
        MapData { Count: 0 } => "{}",
        _ => PythonText.Str(value),
    };
}
