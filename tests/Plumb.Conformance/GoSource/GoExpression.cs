namespace Plumb.Conformance.GoSource;

/// <summary>An expression of Go, as far as values are written with it: names, literals, calls of functions and methods, composites.</summary>
internal abstract record GoExpression;

/// <summary><c>cty.String</c>, <c>true</c>: a name, with its package in front where it has one.</summary>
internal sealed record GoName(string Text) : GoExpression;

internal sealed record GoString(string Text) : GoExpression;

/// <summary>A number as it is written.</summary>
internal sealed record GoNumber(string Text) : GoExpression;

/// <summary><c>cty.StringVal("a")</c>.</summary>
internal sealed record GoCall(string Function, IReadOnlyList<GoExpression> Arguments) : GoExpression;

/// <summary><c>value.Mark("a")</c>: a call on the outcome of another.</summary>
internal sealed record GoMethodCall(GoExpression Receiver, string Method, IReadOnlyList<GoExpression> Arguments) : GoExpression;

/// <summary><c>[]cty.Value{a, b}</c>.</summary>
internal sealed record GoSlice(string ElementType, IReadOnlyList<GoExpression> Elements) : GoExpression;

/// <summary><c>map[string]cty.Value{"a": b}</c>, in the order as written.</summary>
internal sealed record GoMap(string ElementType, IReadOnlyList<KeyValuePair<string, GoExpression>> Entries) : GoExpression;
