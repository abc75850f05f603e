using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>
/// Joins the pieces of a native rendering: one piece that is not text is the value; else the text of all is, read as
/// a Python literal where it is one.
/// </summary>
internal static class NativeValue
{
    public static object? Of(IReadOnlyList<object?> parts)
    {
        if (parts.Count == 0) return null;
        if (parts.Count == 1 && parts[0] is not string) return parts[0];
        var text = parts.Count == 1 ? PyText.Str(parts[0]) : string.Concat(parts.Select(PyText.Str));
        return PyLiteral.TryRead(text, out var value) ? value : text;
    }
}
