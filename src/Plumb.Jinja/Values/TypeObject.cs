namespace Plumb.Jinja.Values;

/// <summary>What <c>x.__class__</c> gives: the type of a value, of which nothing but the name can be asked.</summary>
internal sealed class TypeObject(object? value) : IPyObject
{
    public string TypeName => "type";

    public bool TryGetAttribute(string name, out object? found)
    {
        found = name is "__name__" or "__qualname__" ? PyTypes.NameOf(value) : null;
        return found is not null;
    }

    public override string ToString() => $"<class {PyText.Repr(PyTypes.FullNameOf(value))}>";

    public override bool Equals(object? obj) => obj is TypeObject other && other.ToString() == ToString();

    public override int GetHashCode() => string.GetHashCode(ToString());
}
