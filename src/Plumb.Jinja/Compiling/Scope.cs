using Plumb.Jinja.Evaluation;
using Plumb.Jinja.Rendering;

namespace Plumb.Jinja.Compiling;

/// <summary>The slots of one function of a template, while it is compiled.</summary>
internal sealed class FunctionLayout(FunctionLayout? outer)
{
    private readonly Dictionary<string, int> resolved = [];

    public FunctionLayout? Outer => outer;

    public FunctionLayout Outermost => outer?.Outermost ?? this;

    public int Slots { get; private set; }

    public int NewSlot() => Slots++;

    /// <summary>The slot of a name that is only read, and so has one value while the function runs.</summary>
    public int ResolvedSlot(string name)
    {
        if (!resolved.TryGetValue(name, out var slot)) resolved[name] = slot = NewSlot();
        return slot;
    }
}

internal sealed record LocalVariable(string Name, FunctionLayout Function, int Slot, InitialValue Initial, LocalVariable? Outer, bool IsStored);

/// <summary>
/// The local variables of one region of a template: of the whole, of a block, a loop, a macro. Every name has one slot
/// in it, which is known once the whole region was looked through.
/// </summary>
internal sealed class Scope(Scope? outer, FunctionLayout function)
{
    private readonly Dictionary<string, LocalVariable> variables = [];
    private bool isLaidOut;

    public FunctionLayout Function => function;

    public Symbols Symbols { get; } = new(outer);

    public static Scope Outermost() => new(null, new FunctionLayout(null));

    /// <summary>A scope inside of this, of the same function or of one of its own.</summary>
    public Scope Inner(bool isFunction = false) => new(this, isFunction ? new FunctionLayout(function) : function);

    public LocalVariable? Find(string name) => variables.TryGetValue(name, out var variable) ? variable : outer?.Find(name);

    /// <summary>Gives slots to the names that were collected, and tells how to enter the scope.</summary>
    public ScopeEntry LayOut()
    {
        if (isLaidOut) throw new InvalidOperationException("the scope has its slots already");
        isLaidOut = true;
        foreach (var (name, initial) in Symbols.Names) variables[name] = LayOut(name, initial);
        return new ScopeEntry([.. variables.Values.Select(InitialSlotOf).OfType<InitialSlot>()]);
    }

    private LocalVariable LayOut(string name, InitialValue initial)
    {
        var stored = Symbols.Stored.Contains(name);
        if (initial != InitialValue.Resolved || stored) return new LocalVariable(name, function, function.NewSlot(), initial, outer?.Find(name), stored);
        var outermost = function.Outermost;
        return new LocalVariable(name, outermost, outermost.ResolvedSlot(name), initial, null, stored);
    }

    private InitialSlot? InitialSlotOf(LocalVariable variable) => variable.Initial switch
    {
        InitialValue.Missing => new InitialSlot(variable.Slot, Marker.Missing, null),
        InitialValue.Resolved when variable.IsStored => new InitialSlot(variable.Slot, Marker.Unresolved, null),
        InitialValue.Outer when variable.Outer is { } from => new InitialSlot(variable.Slot, null, Access(from)),
        _ => null,
    };

    public Variable Access(string name) => Access(Find(name) ?? throw new InvalidOperationException($"the name {name} was not collected"));

    private Variable Access(LocalVariable variable)
    {
        var depth = 0;
        for (var at = function; at != variable.Function; at = at.Outer ?? throw new InvalidOperationException("the variable is of no function around")) depth++;
        return new Variable(variable.Name, depth, variable.Slot);
    }

    /// <summary>The slot of a name that this scope sets.</summary>
    public int SlotOf(string name) => variables[name].Slot;

    /// <summary>All variables that are set in this scope and those around, the innermost of each name.</summary>
    public LocalNames Stored()
    {
        var names = new Dictionary<string, Variable>();
        for (var scope = this; scope is not null; scope = scope.Around)
        {
            foreach (var name in scope.Symbols.Stored) names.TryAdd(name, Access(name));
        }
        return new LocalNames([.. names.Values]);
    }

    private Scope? Around => outer;
}
