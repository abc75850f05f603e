using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>A macro, or the body of a call block, with the variables around its definition.</summary>
internal sealed class MacroObject(MacroProgram program, Frame definedIn) : ICallable, IPyObject
{
    public string TypeName => "jinja2.runtime.Macro";

    public object? Call(RenderContext context, CallArguments arguments)
    {
        var run = definedIn.Run;
        run.Enter();
        var captured = run.Capture();
        var frame = new Frame(program.Function.Slots, definedIn, definedIn.Context, captured);
        program.Bind(frame, arguments);
        program.Function.Run(frame);
        var text = run.Finish(captured);
        run.Leave();
        return context.Autoescape ? new Markup(PyText.Str(text)) : text;
    }

    public bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "name" => program.Name,
            "arguments" => new PyTuple([.. program.Arguments]),
            "catch_kwargs" => PyBoolean.Box(program.KeywordsSlot is not null),
            "catch_varargs" => PyBoolean.Box(program.RestSlot is not null),
            "caller" => PyBoolean.Box(program.UsesCaller),
            _ => Marker.Missing,
        };
        return value is not Marker;
    }

    public override string ToString() => program.Name is null ? "<Macro anonymous>" : $"<Macro {PyText.Repr(program.Name)}>";
}
