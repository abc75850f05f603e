using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Collections.Utils;

/// <summary>The filters of <c>ansible.utils</c> that go by keys and paths in data.</summary>
internal static class KeyFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("keep_keys", "target, matching_parameter='equality'", call => Keep(Data(call, "keep_keys", "Input is not valid for keep operation"), Matchers(call))),
        FilterDefinition.Filter("remove_keys", "target, matching_parameter='equality'", call => Pruned(Remove(Data(call, "remove_keys", "Input is not valid for attribute removal"), Matchers(call)))),
        FilterDefinition.Filter("replace_keys", "target, matching_parameter='equality'", call => Replace(Data(call, "replace_keys", "Input is not valid for replace operation"), Replacements(call))),
        FilterDefinition.Filter("get_path", "path, wantlist=False", GetPath),
        FilterDefinition.Filter("to_paths", "prepend=None, wantlist=False", ToPaths),
    ];

    private static object? Data(FilterCall call, string name, string refusal) => call.Value switch
    {
        Undefined undefined => throw undefined.Fault(),
        PyList or IPyMapping => call.Value,
        _ => throw TemplatingException.Filter($"Error when using plugin '{name}': {refusal}"),
    };

    private static List<Func<string, bool>> Matchers(FilterCall call) => [.. PyValues.Iterate(call[0]).Select(target => Matcher(PyText.Str(target), call.TextOf(1)))];

    private static Func<string, bool> Matcher(string target, string how)
    {
        switch (how)
        {
            case "regex":
                var pattern = PythonPattern.Compile(target);
                return key => pattern.MatchStart(key).Success;
            case "starts_with":
                return key => key.StartsWith(target, StringComparison.Ordinal);
            case "ends_with":
                return key => key.EndsWith(target, StringComparison.Ordinal);
            default:
                return key => key == target;
        }
    }

    private static List<(Func<string, bool> Matches, object? After)> Replacements(FilterCall call) =>
        [.. PyValues.Iterate(call[0]).OfType<IPyMapping>().Select(target => (Matcher(target.TryGet("before", out var before) ? PyText.Str(before) : "", call.TextOf(1)), target.TryGet("after", out var after) ? after : null))];

    private static object? Keep(object? data, List<Func<string, bool>> matchers)
    {
        if (data is PyList list) return new PyList(list.Select(item => Keep(item, matchers)));
        if (data is not IPyMapping mapping) return data;
        var kept = new PyDict();
        foreach (var (key, value) in PyMappings.Entries(mapping))
        {
            if (value is not (PyList or IPyMapping))
            {
                if (matchers.Exists(matches => matches(PyText.Str(key)))) kept[key] = value;
                continue;
            }

            var inner = Keep(value, matchers);
            if (inner is PyList items)
            {
                inner = items = new PyList(items.Where(item => !IsEmpty(item)));
                if (items.All(item => item is string)) continue;
            }

            if (!IsEmpty(inner)) kept[key] = inner;
        }

        return kept;
    }

    private static bool IsEmpty(object? value) => value is PyList { Count: 0 } or IPyMapping { Count: 0 };

    private static object? Remove(object? data, List<Func<string, bool>> matchers) => data switch
    {
        PyList list => new PyList(list.Select(item => Remove(item, matchers))),
        IPyMapping mapping => new PyDict(PyMappings.Entries(mapping)
            .Where(e => !matchers.Exists(matches => matches(PyText.Str(e.Key))))
            .Select(e => KeyValuePair.Create(e.Key, Remove(e.Value, matchers)))),
        _ => data,
    };

    private static object? Pruned(object? data) => data switch
    {
        PyList list => new PyList(list.Where(PyValues.Truth).Select(Pruned)),
        PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Pruned(e.Value)))),
        _ => data,
    };

    private static object? Replace(object? data, List<(Func<string, bool> Matches, object? After)> replacements)
    {
        if (data is PyList list) return new PyList(list.Select(item => Replace(item, replacements)));
        if (data is not IPyMapping mapping) return data;
        var replaced = new PyDict(PyMappings.Entries(mapping));
        foreach (var (matches, after) in replacements)
        {
            foreach (var key in replaced.Keys.ToList())
            {
                // The renamed key goes to the end, as in Python.
                if (matches(PyText.Str(key)) && replaced.Remove(key, out var value)) replaced[after] = value;
            }
        }

        return new PyDict(replaced.Entries.Select(e => KeyValuePair.Create(e.Key, Replace(e.Value, replacements))));
    }

    /// <summary>The value at a path as templates write it: <c>a.b[0]['c d']</c>.</summary>
    private static object? GetPath(FilterCall call)
    {
        if (call.Value is Undefined undefined) throw undefined.Fault();
        var path = call.TextOf(0);
        var expression = call.Context.Environment.CompileExpression($"data{(path.StartsWith('[') ? "" : ".")}{path}");
        var found = expression.Evaluate(new PyDict { ["data"] = call.Value }, call.Context.State);
        if (found is Undefined missing) throw missing.Fault();
        return call.Flag(1) && found is not PyList ? new PyList([found]) : found;
    }

    private static object ToPaths(FilterCall call)
    {
        if (call.Value is Undefined undefined) throw undefined.Fault();
        var paths = new PyDict();
        AddPaths(paths, call[0] is null ? "" : call.TextOf(0), call.Value);
        return call.Flag(1) ? new PyList([paths]) : paths;
    }

    private static void AddPaths(PyDict paths, string path, object? value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case IPyMapping { Count: > 0 } mapping:
                foreach (var (key, item) in PyMappings.Entries(mapping)) AddPaths(paths, Step(path, key), item);
                break;
            case PyList { Count: > 0 } list:
                foreach (var (index, item) in list.Index()) AddPaths(paths, $"{path}[{index}]", item);
                break;
            default:
                paths[path] = value;
                break;
        }
    }

    private static string Step(string path, object? key) => key switch
    {
        string name when name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]) => path.Length == 0 ? name : $"{path}.{name}",
        string name when name.Contains('\'', StringComparison.Ordinal) => $"{path}[\"{name}\"]",
        string name => $"{path}['{name}']",
        _ => $"{path}[{PyText.Str(key)}]",
    };
}
