using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>What <c>namespace()</c> makes: attributes that templates may set from inside of loops.</summary>
internal sealed class Namespace(PyDict attributes) : IPyObject
{
    public string TypeName => "jinja2.utils.Namespace";

    public void Set(string name, object? value) => attributes[name] = value;

    public bool TryGetAttribute(string name, out object? value) => attributes.TryGet(name, out value);

    public override string ToString() => $"<Namespace {PyText.Repr(attributes)}>";
}
