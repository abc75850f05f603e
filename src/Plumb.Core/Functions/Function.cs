using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Functions;

/// <summary>
/// A function of the language, built in or a provider's. Pure unless <see cref="IsPure"/> says otherwise. The caller
/// (<see cref="FunctionInvoker"/>) converts arguments, refuses nulls, and passes unknowns and marks through, each as far
/// as the parameters do not allow them.
/// </summary>
public sealed class Function
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>The description in a few words; only providers' functions have one.</summary>
    public string Summary { get; init; } = "";

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Takes all arguments after <see cref="Parameters"/>; null where there may be none.</summary>
    public Parameter? VariadicParameter { get; init; }

    /// <summary>The result's type from the arguments' types and, where they are known, values. Called with unknown arguments too.</summary>
    public required Func<FunctionCall, DataType> ReturnType { get; init; }

    /// <summary>The result; its type is <see cref="FunctionCall.ReturnType"/> or, where that is dynamic, any.</summary>
    public required Func<FunctionCall, Value> Body { get; init; }

    /// <summary>What is sure of every result, put on unknown results too; null for nothing.</summary>
    public Func<Refinement, Refinement>? RefineResult { get; init; }

    /// <summary>The result depends on more than the arguments: unknown while planning where it would differ at apply (timestamp, uuid, bcrypt).</summary>
    public bool IsPure { get; init; } = true;

    /// <summary>The evaluator gives the arguments as written to its own implementation of the name: <c>try</c>, <c>can</c>, <c>convert</c>.</summary>
    public bool TakesExpressions { get; init; }

    public string? DeprecationMessage { get; init; }

    public static Func<FunctionCall, DataType> Returns(DataType type) => _ => type;

    /// <summary>For <see cref="RefineResult"/>: the function never gives null.</summary>
    public static Refinement NeverNull(Refinement refinement) => refinement.NotNull ? refinement : refinement with { NotNull = true };
}

/// <summary>One parameter: what it takes, and which special values the body wants to see itself.</summary>
public sealed record Parameter(string Name, DataType Type)
{
    public string Description { get; init; } = "";

    public bool AllowNull { get; init; }

    public bool AllowUnknown { get; init; }

    /// <summary>The body sees dynamically typed unknowns; else they make the result dynamic and unknown.</summary>
    public bool AllowDynamic { get; init; }

    /// <summary>The body sees marks and carries them on; else they move to the result.</summary>
    public bool AllowMarked { get; init; }
}

/// <summary>One call: the arguments after conversion, and the way to fail.</summary>
public sealed class FunctionCall
{
    internal FunctionCall(Value[] arguments, DataType returnType)
    {
        Arguments = arguments;
        ReturnType = returnType;
    }

    public IReadOnlyList<Value> Arguments { get; }

    /// <summary>What the type function said; dynamic while it runs.</summary>
    public DataType ReturnType { get; internal set; }

    public FunctionError? Error { get; private set; }

    /// <summary>What the type function worked out on the way and the body would have to again; null until it is set.</summary>
    public object? Memo { get; set; }

    public Value this[int index] => Arguments[index];

    public int Count => Arguments.Count;

    /// <summary>Fails because of one argument (0-based); the result is to be returned and is never used.</summary>
    public Value Fail(int argument, string message)
    {
        Error ??= new FunctionError(argument, message);
        return Value.DynamicUnknown;
    }

    public Value Fail(string message)
    {
        Error ??= new FunctionError(null, message);
        return Value.DynamicUnknown;
    }

    /// <summary>The same for a type function.</summary>
    public DataType FailType(string message)
    {
        Error ??= new FunctionError(null, message);
        return DataType.Dynamic;
    }

    public DataType FailType(int argument, string message)
    {
        Error ??= new FunctionError(argument, message);
        return DataType.Dynamic;
    }
}

/// <summary>Why a call failed; the argument (0-based) where it is one's fault.</summary>
public sealed record FunctionError(int? Argument, string Message)
{
    /// <summary>The place inside the argument, where known.</summary>
    public ValuePath Path { get; init; } = ValuePath.Root;
}
