using System.Globalization;
using Plumb.Jinja.Values;
using Plumb.Jinja.Values.Methods;

namespace Plumb.Jinja.Filters;

/// <summary>
/// The attribute that filters such as <c>sort</c> and <c>map</c> look at: names with dots between, numbers among them
/// as positions. Without one, the item itself.
/// </summary>
internal sealed class AttributePath
{
    private readonly object?[] parts;
    private readonly UndefinedKind kind;
    private readonly object? otherwise;

    /// <param name="attribute">Names with dots, a position, or None for the item itself.</param>
    /// <param name="kind">What is missing is.</param>
    /// <param name="otherwise">What stands for what is missing, if not None.</param>
    public AttributePath(object? attribute, UndefinedKind kind, object? otherwise = null)
    {
        (this.kind, this.otherwise) = (kind, otherwise);
        parts = attribute switch
        {
            null => [],
            string or Markup => [.. PyText.Str(attribute).Split('.').Select(Part)],
            _ => [attribute],
        };
    }

    private static object? Part(string part) =>
        PyStringKinds.IsDigit(part) && long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? PyInteger.Box(position) : part;

    public object? Get(object? item)
    {
        foreach (var part in parts)
        {
            item = PyAccess.Element(item, part, kind);
            if (otherwise is not null && item is Undefined) item = otherwise;
        }
        return item;
    }

    /// <summary>The attribute, with text in lower case unless case matters.</summary>
    public object? GetKey(object? item, bool caseSensitive) => caseSensitive ? Get(item) : IgnoreCase(Get(item));

    public static object? IgnoreCase(object? value) => value is string or Markup ? PyStringCase.Lower(PyText.Str(value)) : value;
}
