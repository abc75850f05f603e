using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;

namespace Plumb.Engine.Functions.TerraformProvider;

/// <summary><c>decode_tfvars</c>: what a .tfvars file sets, as an object.</summary>
internal static class DecodeTfVarsFunction
{
    private const string FileName = "<decode_tfvars argument>";

    internal static Function Create() => new()
    {
        Name = "decode_tfvars",
        Description = "Reads the content of a .tfvars file and gives an object of the variables it sets.",
        Parameters = [new Parameter("src", DataType.String)],
        ReturnType = Function.Returns(DataType.Dynamic),
        Body = Decode,
    };

    private static Value Decode(FunctionCall call)
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(new SourceFile(FileName, call.TextAt(0)), diagnostics);
        if (diagnostics.HasErrors) return Fail(call, diagnostics);
        var attributes = body.GetAttributes(diagnostics);
        if (diagnostics.HasErrors) return Fail(call, diagnostics);

        var values = attributes.ToDictionary(a => a.Key, a => ExpressionEvaluator.Evaluate(a.Value.Expression, VariableScope.None, diagnostics));
        return diagnostics.HasErrors ? Fail(call, diagnostics) : Value.Object(values);
    }

    private static Value Fail(FunctionCall call, DiagnosticBag diagnostics)
    {
        var first = diagnostics.First(d => d.Severity == Severity.Error);
        return call.Fail($"the text is not what a .tfvars file may hold: {first.Subject}: {first.Summary}; {first.Detail}");
    }
}
