using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Results;

/// <summary>Reading and copying the values of results.</summary>
internal static class ResultValues
{
    /// <summary>Names that begin so are between the engine and its actions and are never shown.</summary>
    private const string Internal = "_ansible_";

    public static bool IsSet(PyDict values, string name) => values.TryGet(name, out var value) && PyValues.Truth(value);

    public static string? Text(PyDict values, string name) => values.TryGet(name, out var value) ? value as string : null;

    public static PyDict Failure(string message, params ReadOnlySpan<KeyValuePair<string, object?>> more)
    {
        var result = new PyDict { ["failed"] = true, ["msg"] = message };
        foreach (var (name, value) in more) result[name] = value;
        return result;
    }

    /// <summary>A copy without what is internal, all the way down.</summary>
    public static PyDict WithoutInternals(PyDict values, params ReadOnlySpan<string> kept)
    {
        var copy = new PyDict(values.Count);
        foreach (var (key, value) in values.Entries)
        {
            if (key is string name && name.StartsWith(Internal, StringComparison.Ordinal) && !kept.Contains(name)) continue;
            copy[key] = value switch
            {
                PyDict inner => WithoutInternals(inner, kept),
                PyList list when list.Items.Exists(i => i is PyDict) => Copy(list, kept),
                _ => value,
            };
        }
        return copy;
    }

    private static PyList Copy(PyList list, ReadOnlySpan<string> kept)
    {
        var copy = new List<object?>(list.Count);
        foreach (var item in list.Items) copy.Add(item is PyDict inner ? WithoutInternals(inner, kept) : item);
        return new PyList(copy);
    }
}
