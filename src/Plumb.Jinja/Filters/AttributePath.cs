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
    private readonly Part[] parts;
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
            string or Markup => Parts(PyText.Str(attribute)),
            _ => [new Part(attribute)],
        };
    }

    private static Part[] Parts(string names) => names.Contains('.', StringComparison.Ordinal) ? Array.ConvertAll(names.Split('.'), Read) : [Read(names)];

    private static Part Read(string part) => (part.Length == 0 || !char.IsAsciiLetter(part[0]))
        && PyStringKinds.IsDigit(part) && long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
        ? new Part(PyInteger.Box(position))
        : new Part(part);

    public object? Get(object? item)
    {
        foreach (var part in parts)
        {
            item = part.Of(item, kind);
            if (otherwise is not null && item is Undefined) item = otherwise;
        }
        return item;
    }

    /// <summary>A name or position, with the hash of a name, which most items are dictionaries to look up in.</summary>
    private readonly struct Part(object? key)
    {
        private readonly string? name = key as string;
        private readonly int hash = key is string text ? PyDict.HashOf(text) : 0;

        public object? Of(object? item, UndefinedKind kind) =>
            name is not null && item is PyDict dict && dict.TryGet(name, hash, out var value) ? value : PyAccess.Element(item, key, kind);
    }

    /// <summary>The attribute, with text in lower case unless case matters.</summary>
    public object? GetKey(object? item, bool caseSensitive) => caseSensitive ? Get(item) : IgnoreCase(Get(item));

    public static object? IgnoreCase(object? value) => value is string or Markup ? PyStringCase.Lower(PyText.Str(value)) : value;
}
