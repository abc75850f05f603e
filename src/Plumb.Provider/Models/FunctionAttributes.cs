using System.ComponentModel;
using Plumb.Core.Functions;
using Plumb.Core.Values;

namespace Plumb.Provider.Models;

/// <summary>The static methods of the partial class that carry <see cref="FunctionAttribute"/> are functions; its generated <c>All</c> lists them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FunctionsAttribute : Attribute;

/// <summary>
/// The static method is a function of the provider. Nullable parameters take nulls, parameters of <see cref="Tf{T}"/>
/// unknowns too; else those make the call fail or its result unknown. A <c>params</c> array takes any number.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    public string? Description { get; init; }

    /// <summary>What to use instead.</summary>
    public string? Deprecated { get; init; }
}

/// <summary>Thrown by a function that cannot give a result: because of one argument (0-based) or of no one in particular.</summary>
public sealed class FunctionException(string message, int? argument = null) : Exception(message)
{
    public FunctionException() : this("The function failed.")
    {
    }

    public int? Argument { get; } = argument;
}

/// <summary>How generated code calls a function.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FunctionBody
{
    public static Value Run(FunctionCall call, Func<FunctionCall, Value> body)
    {
        try
        {
            return body(call);
        }
        catch (FunctionException e)
        {
            return e.Argument is { } argument ? call.Fail(argument, e.Message) : call.Fail(e.Message);
        }
        catch (ModelException e)
        {
            return call.Fail(e.Message);
        }
    }

    public static T[] Rest<T>(FunctionCall call, int first, Func<Value, T> read)
    {
        var rest = new T[Math.Max(call.Count - first, 0)];
        for (var i = 0; i < rest.Length; i++) rest[i] = read(call[first + i]);
        return rest;
    }
}
