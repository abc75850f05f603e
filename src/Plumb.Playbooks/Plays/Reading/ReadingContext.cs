using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>What the readers of plays share: where faults go, which actions there are, and how files and values are read.</summary>
internal sealed record ReadingContext(DiagnosticBag Diagnostics)
{
    /// <summary>Every action that a task may name, without collection.</summary>
    public required IReadOnlySet<string> Actions { get; init; }

    /// <summary>Whether a task may name an action, be it a module that people wrote.</summary>
    public Func<string, bool> IsAction { get => field ?? (name => Actions.Contains(ActionNames.Short(name))); init; }

    /// <summary>Told of the folder of each playbook and role that is read, before its tasks are.</summary>
    public Action<string> FolderRead { get; init; } = _ => { };

    /// <summary>Reads a YAML file; null with a diagnostic where that fails.</summary>
    public required Func<string, YamlNode?> ReadFile { get; init; }

    /// <summary>The value of a node, its templates unrendered.</summary>
    public required Func<YamlNode, object?> Value { get; init; }

    public void Report(DiagnosticRule rule, SourceSpan place, string detail, string? help = null) =>
        Diagnostics.Add(new Diagnostic(rule, place, detail) { Help = help });

    /// <summary>The mapping as a dictionary with keys of text; empty with a diagnostic where it is none.</summary>
    public PyDict Dictionary(YamlNode node, string what)
    {
        switch (Value(node))
        {
            case PyDict dictionary: return dictionary;
            case null: return new PyDict();
            case PyList list when list.Items.All(i => i is PyDict):
                var merged = new PyDict();
                foreach (var item in list.Items.OfType<PyDict>()) merged.Update(item);
                return merged;
            default:
                Report(PlayRules.WrongShape, node.Span, $"{what} must be specified as a dictionary, or a list of dictionaries");
                return new PyDict();
        }
    }

    public static string? KeyText(YamlEntry entry) => (entry.Key as YamlScalar)?.Text;
}
