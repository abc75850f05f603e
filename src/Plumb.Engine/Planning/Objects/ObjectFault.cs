using Plumb.Core.Values;

namespace Plumb.Engine.Planning.Objects;

/// <summary>What is wrong with an object that a provider answered, and where in it. Holds no sensitive value.</summary>
public sealed record ObjectFault(ValuePath Path, string Message);
