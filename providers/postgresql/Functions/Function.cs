using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Functions;

/// <summary>A function of a database.</summary>
[Resource("postgresql_function")]
internal sealed partial class Function : IHousedObject
{
    /// <summary>The database, the schema, the name and the types of what goes in: app.public.add(integer,integer).</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>By default public.</summary>
    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? Schema { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }

    /// <summary>What goes in and out, in order.</summary>
    [Block]
    public List<FunctionArgument> Arg { get; set; }

    [Default("plpgsql"), RequiresReplace]
    public string Language { get; set; }

    /// <summary>By default what the arguments that go out say, or void.</summary>
    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? Returns { get; set; }

    /// <summary>What it does. Marks of dollars around it are taken away.</summary>
    [Required]
    public string Body { get; set; }

    /// <summary>Drop what needs the function together with it.</summary>
    [Default(false)]
    public bool DropCascade { get; set; }

    [Default("UNSAFE"), OneOf("UNSAFE", "RESTRICTED", "SAFE")]
    public string Parallel { get; set; }

    /// <summary>It runs with the rights of its owner.</summary>
    [Default(false)]
    public bool SecurityDefiner { get; set; }

    /// <summary>It is not called where an argument is null, and the result is null.</summary>
    [Default(false)]
    public bool Strict { get; set; }

    [Default("VOLATILE"), OneOf("VOLATILE", "STABLE", "IMMUTABLE")]
    public string Volatility { get; set; }

    /// <summary>By default the provider's own.</summary>
    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? Database { get; set; }
}

[Model]
internal sealed partial class FunctionArgument
{
    [Required, RequiresReplace]
    public string Type { get; set; }

    [Optional, RequiresReplace]
    public string? Name { get; set; }

    [Default("IN"), OneOfIgnoringCase("IN", "OUT", "INOUT", "VARIADIC"), RequiresReplace]
    public string Mode { get; set; }

    /// <summary>An expression.</summary>
    [Optional]
    public string? Default { get; set; }
}
