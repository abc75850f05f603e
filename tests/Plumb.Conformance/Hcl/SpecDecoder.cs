using Plumb.Conformance.Hcl.Specs;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl;

/// <summary>Decodes a body as a decoding spec (<c>.hcldec</c>) of HCL's specification suite says.</summary>
internal static class SpecDecoder
{
    public static Value Decode(SourceFile spec, Body body, DiagnosticBag diagnostics)
    {
        var faults = new DiagnosticBag();
        var file = HclParser.ParseFile(spec, faults);
        var variables = file.Blocks.Where(b => b.Type == "variables").SelectMany(b => b.Body.Attributes)
            .ToDictionary(a => a.Name, a => ExpressionEvaluator.Evaluate(a.Expression, VariableScope.None, faults));
        var root = new SpecReader(faults).Read(file.Blocks.Single(b => b.Type != "variables"));
        if (faults.HasErrors) throw new FormatException(DiagnosticComparison.Show(faults));
        return root.Decode(body, new VariableScope(variables), diagnostics);
    }
}
