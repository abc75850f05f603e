using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Globals;

/// <summary>Goes through its items again and again: <c>next()</c>, <c>current</c>, <c>reset()</c>.</summary>
internal sealed class Cycler : IPyObject
{
    private readonly IReadOnlyList<object?> items;
    private int position;

    public Cycler(CallArguments arguments)
    {
        if (arguments.Named.Count > 0) throw JinjaException.Type($"Cycler.__init__() got an unexpected keyword argument '{arguments.Named[0].Key}'");
        items = arguments.Positional.Count > 0 ? arguments.Positional : throw new JinjaException("RuntimeError", "at least one item has to be provided");
    }

    public string TypeName => "jinja2.utils.Cycler";

    public bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "current" => items[position],
            "next" => new BoundMethod(this, name, (_, _, _) => Next()),
            "reset" => new BoundMethod(this, name, (_, _, _) => Reset()),
            "items" => new PyTuple([.. items]),
            "pos" => PyInteger.Box(position),
            _ => null,
        };
        return name is "current" or "next" or "reset" or "items" or "pos";
    }

    private object? Next()
    {
        var item = items[position];
        position = (position + 1) % items.Count;
        return item;
    }

    private object? Reset()
    {
        position = 0;
        return null;
    }

    public override string ToString() => "<Cycler>";
}

/// <summary>Gives nothing when it is first called, and its text from then on.</summary>
internal sealed class Joiner(object? separator) : ICallable, IPyObject
{
    private bool used;

    public string TypeName => "jinja2.utils.Joiner";

    public object? Call(RenderContext context, CallArguments arguments)
    {
        if (used) return separator;
        used = true;
        return "";
    }

    public bool TryGetAttribute(string name, out object? value)
    {
        value = name switch { "sep" => separator, "used" => PyBoolean.Box(used), _ => null };
        return name is "sep" or "used";
    }

    public override string ToString() => "<Joiner>";
}
