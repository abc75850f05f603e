namespace Plumb.Jinja.Values;

/// <summary>
/// A value with a type of its own: loop, namespace, macro, or what a host program adds. <see cref="object.ToString"/> is
/// its text.
/// </summary>
public interface IPyObject
{
    /// <summary>The name of its type with the module, as Python shows it: <c>jinja2.utils.Namespace</c>.</summary>
    string TypeName { get; }

    bool TryGetAttribute(string name, out object? value);
}
