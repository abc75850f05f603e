using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>Decodes a body in one go. What is decoded in many scopes is read once into a <see cref="BodyTemplate"/>.</summary>
public static class BodyDecoder
{
    /// <summary>An object of the specification's type; where something is wrong, unknown or null.</summary>
    public static ObjectValue Decode(Body body, BodySpec spec, EvaluationScope scope, DiagnosticBag diagnostics) =>
        BodyTemplate.Read(body, spec, diagnostics).Evaluate(scope, diagnostics);
}
