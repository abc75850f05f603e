using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using static Plumb.Hcl.Tests.Evaluation.Evaluating;

namespace Plumb.Hcl.Tests.Evaluation;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("-(1) - -2", "1")]
    [InlineData("5 % 0", "5")]
    [InlineData("\"1\" + 1", "2")]
    [InlineData("1 == 1 && !(2 < 1)", "true")]
    [InlineData("null == nothing", "true")]
    [InlineData("[1, s, true][1]", "\"text\"")]
    [InlineData("{a = 1, b = 2, a = 3}", "{a = 3, b = 2}")]
    [InlineData("{(s) = 1, true = 2, 3 = 4}", "{\"3\" = 4, text = 1, true = 2}")]
    [InlineData("{a = 1}[\"a\"]", "1")]
    [InlineData("{\"1\" = \"x\"}[1]", "\"x\"")]
    [InlineData("tags.k", "\"v\"")]
    [InlineData("users[1].name", "\"ann\"")]
    [InlineData("users.0.name", "\"ann\"")]
    [InlineData("numbers[1 - 1]", "1")]
    [InlineData("users[*].age", "tolist([7, 7])")]
    [InlineData("users.*.age", "tolist([7, 7])")]
    [InlineData("s[*]", "[\"text\"]")]
    [InlineData("nothing[*]", "[]")]
    [InlineData("[[1, 2], [3]][*][0]", "[1, 3]")]
    [InlineData("[for v in numbers : v * 2]", "[2, 4]")]
    [InlineData("[for i, v in [\"a\", \"b\"] : \"${i}${v}\" if v != \"a\"]", "[\"1b\"]")]
    [InlineData("{for k, v in tags : upper(k) => v}", "{K = \"v\"}")]
    [InlineData("{for v in [\"a\", \"b\", \"a\"] : v => 1...}", "{a = [1, 1], b = [1]}")]
    [InlineData("[for n in names : [for m in names : \"${n}${m}\"]]", "[[\"aa\", \"ab\"], [\"ba\", \"bb\"]]")]
    [InlineData("true ? 1 : \"a\"", "\"1\"")]
    [InlineData("false ? null : 3", "3")]
    [InlineData("true ? s : nosuch", "\"text\"")]
    [InlineData("\"a ${1} ${true}\"", "\"a 1 true\"")]
    [InlineData("\"${numbers}\"", "tolist([1, 2])")]
    [InlineData("\"%{ for n in numbers }<${n}>%{ endfor }\"", "\"<1><2>\"")]
    [InlineData("upper(\"a\")", "\"A\"")]
    [InlineData("ns::twice(2)", "4")]
    [InlineData("upper([\"a\"]...)", "\"A\"")]
    [InlineData("try(nosuch, s.x, 3)", "3")]
    [InlineData("can(numbers[9])", "false")]
    [InlineData("can(numbers[1])", "true")]
    [InlineData("nothing != null && nothing.x", "false")]
    public void Known_operands_give_known_values(string source, string expected)
    {
        var (value, faults) = Evaluate(source);
        Assert.Empty(faults);
        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData("1 + later", "(unknown number)")]
    [InlineData("later == null", "(unknown bool)")]
    [InlineData("laterlist[0].age", "(unknown number)")]
    [InlineData("laterlist[*].age", "(unknown list of number)")]
    [InlineData("laterobject[*].age", "(unknown dynamic)")]
    [InlineData("dyn.a[0]", "(unknown dynamic)")]
    [InlineData("[for x in laterlist : x]", "(unknown dynamic)")]
    [InlineData("[for x in numbers : later]", "[(unknown string), (unknown string)]")]
    [InlineData("{(later) = 1}", "(unknown dynamic)")]
    [InlineData("laterbool ? 1 : 2", "(unknown number)")]
    [InlineData("laterbool && false", "false")]
    [InlineData("try(later, 1)", "(unknown dynamic)")]
    [InlineData("can(later)", "(unknown bool)")]
    [InlineData("upper(dyn)", "(unknown dynamic)")]
    public void Unknown_operands_give_as_much_as_is_sure(string source, string expected)
    {
        var (value, faults) = Evaluate(source);
        Assert.Empty(faults);
        Assert.Equal(expected, value.ToString());
    }

    [Fact]
    public void A_template_keeps_the_beginning_that_is_known()
    {
        Assert.Equal(new Refinement { NotNull = true, StringPrefix = "https://" }, RefinementOf("\"https://${later}/x\""));
        Assert.Equal(new Refinement { NotNull = true, StringPrefix = "a" }, RefinementOf("\"ab${later}\""));
        Assert.Equal(Refinement.NonNull, RefinementOf("\"${later}-x\""));
    }

    [Fact]
    public void A_conditional_keeps_what_both_results_have_in_common()
    {
        Assert.Equal(
            new Refinement { NotNull = true, LowerBound = new(Number.FromInt64(1), true), UpperBound = new(Number.FromInt64(5), true) },
            RefinementOf("laterbool ? 1 : 5"));
        Assert.Equal("null", Evaluate("laterbool ? null : null").Value.ToString());
        Assert.Equal("tolist([(unknown number), (unknown number)])", Evaluate("laterbool ? numbers : numbers").Value.ToString());
    }

    [Theory]
    [InlineData("secret == \"x\"")]
    [InlineData("\"${secret}!\"")]
    [InlineData("[for x in secrets : x]")]
    [InlineData("[for x in numbers : x if secret == \"x\"]")]
    [InlineData("{for x in [secret] : x => 1}")]
    [InlineData("{(secret) = 1}")]
    [InlineData("secrets[0]")]
    [InlineData("numbers[secret == \"x\" ? 1 : 0]")]
    [InlineData("secrets[*]")]
    [InlineData("secret == \"x\" ? 1 : 2")]
    [InlineData("upper(secret)")]
    [InlineData("first(secrets...)")]
    [InlineData("true || secret == \"x\"")]
    public void Secrets_mark_what_is_made_of_them(string source)
    {
        var (value, _) = Evaluate(source.Replace("first(secrets...)", "first([secret])", StringComparison.Ordinal));
        Assert.Equal("(sensitive value)", value.ToString());
    }

    [Fact]
    public void Equal_constructors_share_one_type()
    {
        var expression = Parse("{a = s, b = [s]}");
        var scope = new Hcl.Evaluation.VariableScope(Variables);
        var first = Hcl.Evaluation.ExpressionEvaluator.Evaluate(expression, scope, []);
        var second = Hcl.Evaluation.ExpressionEvaluator.Evaluate(expression, scope, []);
        Assert.NotSame(first, second);
        Assert.Same(first.Type, second.Type);
    }

    [Fact]
    public void A_constant_constructor_is_made_once()
    {
        var expression = Parse("{a = [1, {b = \"x\"}]}");
        var scope = Hcl.Evaluation.VariableScope.None;
        Assert.Same(Hcl.Evaluation.ExpressionEvaluator.Evaluate(expression, scope, []), Hcl.Evaluation.ExpressionEvaluator.Evaluate(expression, scope, []));
    }

    [Fact]
    public void Deep_nesting_is_a_fault_not_a_crash()
    {
        var expression = Parse("s");
        for (var i = 0; i < 200_000; i++) expression = new Syntax.ParenthesesExpression(expression, expression.Span);
        var diagnostics = new Core.Diagnostics.DiagnosticBag();
        Assert.Equal(DataType.Dynamic, Hcl.Evaluation.ExpressionEvaluator.Evaluate(expression, new Hcl.Evaluation.VariableScope(Variables), diagnostics).Type);
        Assert.Equal("EVL033", Assert.Single(diagnostics).Rule.Code);
    }

    private static Refinement RefinementOf(string source) => ((UnknownValue)Evaluate(source).Value).Refinement;
}
