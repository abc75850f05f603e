using System.Collections;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>The <c>loop</c> of a loop: where it stands among the items, of which it looks at most one ahead.</summary>
internal sealed class LoopObject : IPyObject, ICallable, IPySized, IEnumerable<object?>
{
    private readonly Func<object?, long, object?>? recurse;
    private readonly long depth;
    private readonly object? source;
    private readonly UndefinedKind kind;
    private IEnumerator<object?> items;
    private long index = -1;
    private long? length;
    private object? before;
    private object? current;
    private object? ahead;
    private bool hasAhead;
    private object? lastChanged = Marker.Missing;

    /// <param name="source">What is gone through, if its length is that of the loop.</param>
    /// <param name="items">Its elements.</param>
    /// <param name="kind">What is missing before the first and behind the last item.</param>
    /// <param name="recurse">Renders the loop for other items one level deeper, if it may.</param>
    /// <param name="depth">The level, from 0.</param>
    public LoopObject(object? source, IEnumerable<object?> items, UndefinedKind kind, Func<object?, long, object?>? recurse = null, long depth = 0)
    {
        (this.source, this.kind, this.recurse, this.depth) = (source, kind, recurse, depth);
        this.items = items.GetEnumerator();
    }

    public string TypeName => "jinja2.runtime.LoopContext";

    /// <summary>Goes to the next item.</summary>
    public bool MoveNext(out object? item)
    {
        if (!Peek(out item)) return false;
        hasAhead = false;
        index++;
        (before, current) = (current, item);
        return true;
    }

    private bool Peek(out object? item)
    {
        if (!hasAhead && items.MoveNext()) (hasAhead, ahead) = (true, items.Current);
        item = hasAhead ? ahead : null;
        return hasAhead;
    }

    public long Length => length ??= (source is null ? null : PyValues.LengthOrNone(source)) ?? CountRest();

    private long CountRest()
    {
        var rest = new List<object?>();
        while (items.MoveNext()) rest.Add(items.Current);
        items = rest.GetEnumerator();
        return index + 1 + rest.Count + (hasAhead ? 1 : 0);
    }

    public bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "index" => PyInteger.Box(index + 1),
            "index0" => PyInteger.Box(index),
            "first" => PyBoolean.Box(index == 0),
            "last" => PyBoolean.Box(!Peek(out _)),
            "length" => PyInteger.Box(Length),
            "revindex" => PyInteger.Box(Length - index),
            "revindex0" => PyInteger.Box(Length - index - 1),
            "depth" => PyInteger.Box(depth + 1),
            "depth0" => PyInteger.Box(depth),
            "previtem" => index == 0 ? new Undefined(kind, "there is no previous item") : before,
            "nextitem" => Peek(out var next) ? next : new Undefined(kind, "there is no next item"),
            "cycle" => new BoundMethod(this, name, (_, _, arguments) => Cycle(arguments)),
            "changed" => new BoundMethod(this, name, (_, _, arguments) => Changed(arguments)),
            _ => Marker.Missing,
        };
        return value is not Marker;
    }

    private object? Cycle(CallArguments arguments) => arguments.Positional.Count == 0
        ? throw JinjaException.Type("no items for cycling given")
        : arguments.Positional[(int)(index % arguments.Positional.Count)];

    private object Changed(CallArguments arguments)
    {
        var now = new PyTuple([.. arguments.Positional]);
        if (lastChanged is PyTuple last && PyEquality.AreEqual(last, now)) return PyBoolean.False;
        lastChanged = now;
        return PyBoolean.True;
    }

    public object? Call(RenderContext context, CallArguments arguments)
    {
        if (recurse is null) throw JinjaException.Type("The loop must have the 'recursive' marker to be called recursively.");
        return recurse(Iterable.Bind(arguments)[0], depth + 1);
    }

    private static readonly Signature Iterable = new("LoopContext.__call__", 1, Parameter.Required("iterable"));

    /// <summary>Going through the loop object takes the rest of the items, each with the loop beside it.</summary>
    public IEnumerator<object?> GetEnumerator()
    {
        while (MoveNext(out var item)) yield return new PyTuple(item, this);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"<LoopContext {index + 1}/{Length}>";
}
