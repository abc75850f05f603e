using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;
using static Plumb.Hcl.Tests.Evaluation.Evaluating;

namespace Plumb.Hcl.Tests.Evaluation;

public sealed class FaultTests
{
    // The text in « » is what the diagnostic marks.
    [Theory]
    [InlineData("1 + «true»", "Invalid operand")]
    [InlineData("«null + 1»", "Operation failed")]
    [InlineData("«0 / 0»", "Operation failed")]
    [InlineData("«null» ? 1 : 2", "Null condition")]
    [InlineData("«[1]» ? 1 : 2", "Incorrect condition type")]
    [InlineData("true ? «[] : {}»", "Inconsistent conditional result types")]
    [InlineData("numbers«[2]»", "Invalid index")]
    [InlineData("numbers«[s]»", "Invalid index")]
    [InlineData("names«[0]»", "Invalid index")]
    [InlineData("s«[0]»", "Invalid index")]
    [InlineData("tags«[\"x\"]»", "Invalid index")]
    [InlineData("nothing«[0]»", "Attempt to index null value")]
    [InlineData("tags«.x»", "Missing map element")]
    [InlineData("users«.name»", "Unsupported attribute")]
    [InlineData("{a = 1}«.b»", "Unsupported attribute")]
    [InlineData("nothing«.b»", "Attempt to get attribute from null value")]
    [InlineData("«nolist»[*]", "Splat of null value")]
    [InlineData("[for x in «nothing» : x]", "Iteration over null value")]
    [InlineData("[for x in «s» : x]", "Iteration over non-iterable value")]
    [InlineData("[for x in numbers : x if «null»]", "Condition is null")]
    [InlineData("[for x in numbers : x if «s»]", "Invalid 'for' condition")]
    [InlineData("{for x in [[1]] : «x» => 1}", "Invalid object key")]
    [InlineData("{for x in [1, 1] : «x» => 1}", "Duplicate object key")]
    [InlineData("{(null) = «1»}", "Null value as key")]
    [InlineData("{«([])» = 1}", "Incorrect key type")]
    [InlineData("{«s.b» = 1}", "Ambiguous attribute key")]
    [InlineData("\"a${«null»}\"", "Invalid template interpolation value")]
    [InlineData("\"a${«{}»}\"", "Invalid template interpolation value")]
    [InlineData("«nosuch»(1)", "Call to unknown function")]
    [InlineData("upper(«)»", "Not enough function arguments")]
    [InlineData("upper(s, «s»)", "Too many function arguments")]
    [InlineData("upper(«[»])", "Invalid function argument")]
    [InlineData("upper(\"a\", «1»...)", "Invalid expanding argument value")]
    [InlineData("fail(\"«bad»\")", "Invalid function argument")]
    [InlineData("«try(»nosuch)", "Error in function call")]
    [InlineData("«nosuch».x", "Unknown variable")]
    public void A_fault_marks_its_place(string source, string summary)
    {
        var fault = Assert.Single(Evaluate(source.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal)).Faults);
        Assert.Equal(summary, fault.Summary);
        var start = source.IndexOf('«', StringComparison.Ordinal);
        Assert.Equal((start, source.IndexOf('»', StringComparison.Ordinal) - 1), (fault.Subject?.Start, fault.Subject?.End));
    }

    [Fact]
    public void A_fault_shows_the_values_of_its_references()
    {
        var fault = Assert.Single(Evaluate("[for n in numbers : users[n].name]").Faults);
        Assert.Equal(["users", "n"], fault.Values.Select(v => v.Traversal));
        Assert.Equal("2", fault.Values[1].Value.ToString());
    }

    [Fact]
    public void A_failed_call_names_the_function()
    {
        Assert.Equal("fail", Assert.Single(Evaluate("fail(s)").Faults).FunctionName);
    }

    [Theory]
    [InlineData("fail(secret)")]
    [InlineData("[for x in secrets : fail(x)]")]
    [InlineData("{for x in [secret, secret] : x => 1}")]
    [InlineData("{for x in concat : x => 1}")]
    [InlineData("secret + 1")]
    [InlineData("[for x in secrets : x.y]")]
    [InlineData("tags[secret]")]
    [InlineData("try(fail(secret))")]
    public void No_fault_shows_a_secret(string source)
    {
        var faults = Evaluate(source).Faults;
        Assert.NotEmpty(faults);
        Assert.All(faults, f => Assert.DoesNotMatch("hunter2|alpha|beta", Text(f)));
    }

    [Fact]
    public void Faults_of_the_result_not_taken_do_not_count()
    {
        Assert.Empty(Evaluate("true ? 1 : nosuch.x").Faults);
        Assert.Single(Evaluate("false ? 1 : nosuch.x").Faults);
        Assert.Empty(Evaluate("laterbool ? 1 : nosuch.x").Faults);
    }

    [Theory]
    [InlineData("try(nosuch, 1)")]
    [InlineData("true ? 1 : nosuch.x")]
    [InlineData("[for n in numbers : nosuch]")]
    public void A_scope_that_checks_names_has_each_unknown_one_told(string source)
    {
        var diagnostics = new DiagnosticBag();
        ExpressionEvaluator.Evaluate(Parse(source), new CheckingScope(), diagnostics);
        Assert.Equal("Unknown variable", Assert.Single(diagnostics).Summary);
    }

    private sealed class CheckingScope : EvaluationScope
    {
        private readonly VariableScope _inner = new(Variables, Functions);

        public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken) =>
            _inner.TryResolve(traversal, diagnostics, out value, out stepsTaken);

        public override Function? FindFunction(string name) => _inner.FindFunction(name);
    }

    [Fact]
    public void A_similar_name_is_suggested()
    {
        Assert.Contains("Did you mean \"upper\"?", Text(Evaluate("uper(s)").Faults[0]), StringComparison.Ordinal);
        Assert.Contains("Did you mean \"ns::twice\"?", Text(Evaluate("ns::twise(1)").Faults[0]), StringComparison.Ordinal);
        Assert.Contains("no functions in the namespace \"nn::\"", Text(Evaluate("nn::twice(1)").Faults[0]), StringComparison.Ordinal);
    }

    private static string Text(Diagnostic fault) =>
        $"{fault.Summary} {fault.Detail} {fault.Help} {string.Join(' ', fault.Values.Select(v => $"{v.Traversal}={v.Value}"))}";
}
