using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Finds what a task loops over.</summary>
internal static class LoopItems
{
    /// <summary>Lookups for which a dictionary is one term; for the others its keys are the terms.</summary>
    private static readonly HashSet<string> TakesMapping = ["dict", "subelements", "first_found"];

    /// <summary>Lookups that refuse a dictionary.</summary>
    private static readonly HashSet<string> NeedsList = ["list", "flattened", "indexed_items"];

    /// <summary>The items, or null for a task without a loop.</summary>
    public static IReadOnlyList<object?>? Of(TaskScope scope)
    {
        var config = scope.Task.Config;
        if (config.Loop is not { } loop) return null;
        return config.LoopLookup is { } lookup ? Lookup(scope, lookup, loop) : Plain(scope, loop);
    }

    private static List<object?> Plain(TaskScope scope, KeywordValue loop) => scope.Render(loop.Value) switch
    {
        PyList list => [.. list.Items.Select(PlainData.Listed)],
        PyTuple tuple => [.. tuple.Select(PlainData.Listed)],
        PySet set => [.. set],
        IPySequence sequence => [.. sequence.Select(PlainData.Listed)],
        var value => throw new TaskFailure($"Invalid data passed to 'loop', it requires a list, got this instead: {PyText.Str(value)}. Hint: If you passed a list/dict of just one element, try adding wantlist=True to your lookup invocation or use q/query instead of lookup."),
    };

    private static IReadOnlyList<object?> Lookup(TaskScope scope, string name, KeywordValue loop)
    {
        // What is not there is left out of the candidates of first_found, for that is what it is for.
        var terms = name == "first_found" ? RenderForgiving(scope, loop.Value) : scope.Render(loop.Value);
        IReadOnlyList<object?> list = terms switch
        {
            PyList items => items.Items,
            PyTuple items => [.. items],
            null => [],
            IPyMapping mapping when !TakesMapping.Contains(name) => NeedsList.Contains(name) ? throw new TaskFailure($"with_{name} expects a list") : [.. mapping.Keys],
            _ => [terms],
        };
        KeyValuePair<string, object?>[] options = name == "first_found" ? [KeyValuePair.Create("_subdir", (object?)FolderFor(scope.Task.Config.ActionName))] : [];
        return [.. scope.Templar.Lookup(name, list, scope.Variables, options).Select(PlainData.Listed)];
    }

    /// <summary>The folder of a role in which the files are that an action takes.</summary>
    private static string FolderFor(string action) =>
        action.Contains("template", StringComparison.Ordinal) ? "templates" : action.Contains("var", StringComparison.Ordinal) ? "vars" : "files";

    /// <summary>Text that asks for something undefined stays as it is written, at any depth: no file will have such a name.</summary>
    private static object? RenderForgiving(TaskScope scope, object? value) => value switch
    {
        PyList list => new PyList(list.Items.Select(i => Forgiven(scope, i))),
        PyDict => Forgiven(scope, value),
        _ => scope.Render(value),
    };

    private static object? Forgiven(TaskScope scope, object? value)
    {
        switch (value)
        {
            case PyList list: return new PyList(list.Items.Select(i => Forgiven(scope, i)));
            case PyDict dict: return new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Forgiven(scope, e.Value))));
        }
        try
        {
            return scope.Render(value);
        }
        catch (TemplatingException fault) when (fault.Fault == TemplatingFault.Undefined)
        {
            return value is TemplateText template ? template.Source : null;
        }
    }
}
