using Plumb.Jinja.Calls;
using Plumb.Jinja.Evaluation;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>A parameter of a macro: its slot and its default, worked out in the call that lacks it.</summary>
internal sealed record MacroParameter(string Name, int Slot, Evaluator? Default);

/// <summary>A compiled macro, and how arguments come to its parameters.</summary>
internal sealed class MacroProgram(string? name, FunctionBody function, IReadOnlyList<MacroParameter> parameters)
{
    public string? Name => name;

    public FunctionBody Function => function;

    public IEnumerable<string> Arguments => parameters.Select(p => p.Name);

    /// <summary>Whether the body uses <c>caller</c>.</summary>
    public bool UsesCaller { get; init; }

    /// <summary>Where <c>caller</c> is kept, if it is no parameter.</summary>
    public int? CallerSlot { get; init; }

    /// <summary>Where arguments by other names are kept, if the body uses them.</summary>
    public int? KeywordsSlot { get; init; }

    /// <summary>Where further arguments are kept, if the body uses them.</summary>
    public int? RestSlot { get; init; }

    /// <summary>Sets the parameters in the frame of a call.</summary>
    public void Bind(Frame frame, CallArguments arguments)
    {
        var given = arguments.Positional.Count;
        for (var i = 0; i < parameters.Count; i++) frame.Slots[parameters[i].Slot] = i < given ? arguments.Positional[i] : Marker.Missing;
        BindNamed(frame, arguments);
        if (RestSlot is { } rest) frame.Slots[rest] = new PyTuple([.. arguments.Positional.Skip(parameters.Count)]);
        else if (given > parameters.Count) throw JinjaException.Type($"macro {PyText.Repr(name)} takes not more than {parameters.Count} argument(s)");
        foreach (var parameter in parameters)
        {
            ref var slot = ref frame.Slots[parameter.Slot];
            if (slot is Marker) slot = parameter.Default is { } value ? value.Evaluate(frame) : NotProvided(frame, parameter.Name);
        }
    }

    private static Undefined NotProvided(Frame frame, string parameter) =>
        new(frame.Run.Environment.Undefined, $"parameter {PyText.Repr(parameter)} was not provided", Undefined.NoOwner, parameter);

    private void BindNamed(Frame frame, CallArguments arguments)
    {
        PyDict? others = null;
        object? caller = null;
        var callerIsParameter = false;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Name == "caller") callerIsParameter = true;
        }
        foreach (var (key, value) in arguments.Named)
        {
            if (IndexOf(key) is { } index && frame.Slots[parameters[index].Slot] is Marker) frame.Slots[parameters[index].Slot] = value;
            else if (key == "caller" && CallerSlot is not null && !callerIsParameter) caller = value;
            else (others ??= new PyDict())[key] = value;
        }
        if (CallerSlot is { } slot) frame.Slots[slot] = caller ?? new Undefined(frame.Run.Environment.Undefined, "No caller defined", Undefined.NoOwner, "caller");
        if (KeywordsSlot is { } keywords) frame.Slots[keywords] = others ?? new PyDict();
        else if (others is not null) throw Unexpected(others);
    }

    private int? IndexOf(string key)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Name == key) return i;
        }
        return null;
    }

    private JinjaException Unexpected(PyDict others) => JinjaException.Type(others.ContainsKey("caller")
        ? $"macro {PyText.Repr(name)} was invoked with two values for the special caller argument. This is most likely a bug."
        : $"macro {PyText.Repr(name)} takes no keyword argument {PyText.Repr(others.EntryAt(0).Key)}");
}
