namespace Plumb.Jinja.Values;

/// <summary>The two truth values, made once.</summary>
public static class PyBoolean
{
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Box(bool value) => value ? True : False;
}
