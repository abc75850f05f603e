using Plumb.Jinja.Values;

namespace Plumb.Jinja.Filters;

/// <summary>A group that <c>groupby</c> makes: a pair, with names for its parts.</summary>
internal sealed class GroupTuple(object? grouper, PyList list) : PyTuple(grouper, list), IPyObject
{
    public string TypeName => "tuple";

    public bool TryGetAttribute(string name, out object? value)
    {
        value = name switch { "grouper" => this[0], "list" => this[1], _ => null };
        return name is "grouper" or "list";
    }

    public override string ToString() => PyText.Repr(this);
}
