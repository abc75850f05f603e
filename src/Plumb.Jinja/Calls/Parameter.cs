namespace Plumb.Jinja.Calls;

/// <summary>A parameter of a filter, test or function; <see cref="Default"/> is its value where it is optional and not given.</summary>
public sealed record Parameter(string Name, bool IsRequired, object? Default)
{
    public static Parameter Required(string name) => new(name, true, null);

    public static Parameter Optional(string name, object? value = null) => new(name, false, value);
}
