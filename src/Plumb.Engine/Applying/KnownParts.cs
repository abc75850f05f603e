using Plumb.Core.Values;

namespace Plumb.Engine.Applying;

/// <summary>What can be kept of an object whose provider left values unknown: those become null.</summary>
internal static class KnownParts
{
    public static Value Of(Value value) => ValueOperations.Transform(value, static (_, part) => part is UnknownValue ? Value.Null(part.Type) : part);
}
