using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>A type constraint; values given as text to a variable of a primitive type are taken literally, others as expressions.</summary>
internal sealed record VariableType(DataType Type, TypeDefaults? Defaults, bool ParsesAsExpression);

/// <summary>Decodes a variable's <c>type</c>.</summary>
internal static class VariableTypeDecoder
{
    internal static VariableType Decode(Expression expression, DiagnosticBag diagnostics)
    {
        _ = (expression, diagnostics);
        return new VariableType(DataType.Dynamic, null, true);
    }
}
