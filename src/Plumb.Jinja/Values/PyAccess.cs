namespace Plumb.Jinja.Values;

/// <summary>
/// Attributes and elements as Jinja looks them up: <c>x.name</c> tries the attribute first and the element then,
/// <c>x['name']</c> the other way round; what neither has is undefined. Of the names that begin with underscores only
/// <c>__class__</c> is there, and leads no further than to the name of the type.
/// </summary>
public static class PyAccess
{
    public static object? Attribute(object? owner, string name, UndefinedKind kind)
    {
        if (owner is Undefined undefined && name != "__class__") return undefined.IsChainable ? undefined : throw undefined.Fault();
        if (TryGetAttribute(owner, name, out var value) || TryGetElement(owner, name, out value)) return value;
        return Undefined.OfElement(kind, owner, name);
    }

    public static object? Element(object? owner, object? key, UndefinedKind kind)
    {
        if (owner is Undefined undefined) return undefined.IsChainable ? undefined : throw undefined.Fault();
        if (TryGetElement(owner, key, out var value)) return value;
        if (key is string or Markup && TryGetAttribute(owner, PyText.Str(key), out value)) return value;
        return Undefined.OfElement(kind, owner, key);
    }

    /// <summary>What Python's <c>getattr</c> finds: methods of the built-in types and attributes of the others.</summary>
    public static bool TryGetAttribute(object? owner, string name, out object? value)
    {
        if (name == "__class__")
        {
            value = new TypeObject(owner);
            return true;
        }
        if (owner is IPyObject custom) return custom.TryGetAttribute(name, out value);
        if (PyMethods.Find(owner, name) is { } method)
        {
            value = new BoundMethod(owner, name, method);
            return true;
        }
        return PyAttributes.TryGet(owner, name, out value);
    }

    /// <summary>What <c>owner[key]</c> gives; false where Python would raise.</summary>
    public static bool TryGetElement(object? owner, object? key, out object? value)
    {
        value = null;
        switch (owner)
        {
            case PyDict dict: return IsHashable(key) && dict.TryGet(key, out value);
            case IPyMapping mapping: return IsHashable(key) && mapping.TryGet(key, out value);
            case string or Markup: return TryGetCharacter(owner, key, out value);
            case IPySequence sequence: return TryGetItem(sequence, key, out value);
            case PyBytes bytes when TryPosition(key, bytes.Count, out var position):
                value = PyInteger.Box(bytes.Span[(int)position]);
                return true;
            default: return false;
        }
    }

    private static bool IsHashable(object? key) => key is not (PyList or IPyMapping or PySet or Undefined { IsStrict: true });

    private static bool TryGetItem(IPySequence sequence, object? key, out object? value)
    {
        var count = sequence is PyRange all ? all.LongCount : sequence.Count;
        value = null;
        if (!TryPosition(key, count, out var position)) return false;
        value = sequence is PyRange range ? PyInteger.Box(range.Start + position * range.Step) : sequence[(int)position];
        return true;
    }

    private static bool TryGetCharacter(object owner, object? key, out object? value)
    {
        var text = PyText.Str(owner);
        value = null;
        if (!TryPosition(key, PyStrings.Length(text), out var position)) return false;
        var character = PyStrings.Substring(text, (int)position, 1);
        value = owner is Markup ? new Markup(character) : character;
        return true;
    }

    /// <summary>A position from the start, made of one that may count from the end.</summary>
    private static bool TryPosition(object? key, long count, out long position)
    {
        if (!PyInteger.TryGet(key, out position)) return false;
        if (position < 0) position += count;
        return position >= 0 && position < count;
    }
}
