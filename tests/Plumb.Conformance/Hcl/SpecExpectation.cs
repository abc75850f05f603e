using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Numerics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl;

/// <summary>What a <c>.t</c> file of the specification suite expects: a value and its type, or diagnostics at exact places.</summary>
internal sealed record SpecExpectation(Value? Result, DataType? ResultType, IReadOnlyList<string> Diagnostics)
{
    private static readonly ContextScope EmptyScope = new(new Dictionary<string, Value>(), new Dictionary<string, Function>());

    public static SpecExpectation Read(string path)
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(new SourceFile(Path.GetFileName(path), File.ReadAllText(path)), diagnostics);
        var result = Find(body, "result") is { } expression ? ExpressionEvaluator.Evaluate(expression, EmptyScope, diagnostics) : null;
        var type = Find(body, "result_type") is { } typeExpression ? SpecTypes.Read(typeExpression) : null;
        var expected = body.Blocks.Where(b => b.Type == "diagnostics").SelectMany(b => b.Body.Blocks).Select(b => ReadDiagnostic(b, diagnostics)).ToList();
        return diagnostics.HasErrors ? throw new FormatException($"{path}: {DiagnosticComparison.Show(diagnostics)}") : new SpecExpectation(result, type, expected);
    }

    public Comparison Compare(Value value, DiagnosticBag diagnostics)
    {
        var places = Comparison.OfText(
            string.Join('\n', Diagnostics.Order(StringComparer.Ordinal)),
            string.Join('\n', diagnostics.Select(Place).Order(StringComparer.Ordinal)));
        if (Diagnostics.Count > 0 || !places.IsEqual) return places;
        var type = ResultType is null || TypeConversion.CanConvertSafely(value.Type, ResultType)
            ? Comparison.Equal
            : Comparison.Different(ResultType.FriendlyName, value.Type.FriendlyName);
        return Result is null ? type : type.And(ValueComparison.Of(Expected(Result), value));
    }

    private Value Expected(Value result)
    {
        if (ResultType is null) return result;
        return TypeConversion.TryConvert(result, ResultType, out var converted, out var error) ? converted : throw new FormatException(error.Describe());
    }

    private static Expression? Find(NativeBody body, string attribute) => body.Attributes.FirstOrDefault(a => a.Name == attribute)?.Expression;

    private static string ReadDiagnostic(NativeBlock block, DiagnosticBag diagnostics)
    {
        var places = block.Body.Blocks.ToDictionary(b => b.Type, b => ReadPosition(b.Body, diagnostics));
        return $"{block.Type} {places["from"]} to {places["to"]}";
    }

    private static SourcePosition ReadPosition(NativeBody body, DiagnosticBag diagnostics)
    {
        return new SourcePosition(Read("line"), Read("column"), Read("byte"));

        int Read(string name) =>
            Find(body, name) is { } expression
            && ExpressionEvaluator.Evaluate(expression, EmptyScope, diagnostics) is NumberValue { Number: Number number }
            && number.TryGetInt32(out var value) ? value : throw new FormatException($"no {name}");
    }

    private static string Place(Diagnostic diagnostic)
    {
        var severity = diagnostic.Severity == Severity.Error ? "error" : "warning";
        return diagnostic.Subject is { } subject ? $"{severity} {subject.StartPosition} to {subject.EndPosition}" : $"{severity} nowhere: {diagnostic}";
    }
}
