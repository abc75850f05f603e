using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Types;

namespace Plumb.Engine.Tests.Functions;

public class TypeFunctionTests
{
    private static readonly FunctionContext Console = new() { BaseDirectory = "/", Files = new MemoryFiles(), IsConsole = true };

    [Theory]
    [InlineData("null", "dynamic")]
    [InlineData("{}", "object({})")]
    [InlineData("[]", "tuple([])")]
    [InlineData("tomap({})", "map(dynamic)")]
    [InlineData("{ a = 1, b = [true] }", "object({\n    a: number,\n    b: tuple([\n        bool,\n    ]),\n})")]
    [InlineData("tolist([{ a = 1 }])", "list(\n    object({\n        a: number,\n    }),\n)")]
    public void Describes_types_as_the_console_does(string expression, string expected) =>
        Assert.Equal(Value.String(expected).WithMark(TypeFunction.ResultMark), LanguageCalls.Evaluate(Console, $"type({expression})"));

    [Fact]
    public void Whether_an_unknown_value_is_sensitive_is_certain_only_if_it_is()
    {
        var unknown = ("u", (Value)Value.Unknown(DataType.String));
        Assert.Equal(Value.True, LanguageCalls.Evaluate("issensitive(sensitive(u))", unknown));
        Assert.IsType<UnknownValue>(LanguageCalls.Evaluate("issensitive(u)", unknown));
    }

    [Fact]
    public void Ephemeral_parts_become_null_unless_they_are_unknown()
    {
        var value = LanguageCalls.Evaluate(
            "ephemeralasnull([e, sensitive(e), \"a\", u])",
            ("e", Value.String("x").WithMarks(MarkSet.Ephemeral)),
            ("u", Value.Unknown(DataType.String).WithMarks(MarkSet.Ephemeral)));
        Assert.Equal(
            Value.Tuple(Value.Null(DataType.String), Value.Null(DataType.String).WithMarks(MarkSet.Sensitive), Value.String("a"), Value.Unknown(DataType.String)),
            value);
    }

    [Theory]
    [InlineData("tonumber(\"x\")", "\"x\" does not convert to number; only a number in decimal digits does")]
    [InlineData("tonumber(sensitive(\"x\"))", "this sensitive string does not convert to number")]
    [InlineData("tobool(\"yes\")", "only \"true\" and \"false\" do")]
    [InlineData("tolist(\"a\")", "string does not convert to list of any single type")]
    public void Says_why_a_value_does_not_convert(string expression, string why) =>
        Assert.Contains(why, LanguageCalls.Fault(expression), StringComparison.Ordinal);

    [Fact]
    public void Convert_takes_a_type_and_fills_in_its_defaults()
    {
        Assert.Equal(
            Value.Object(("a", Value.String("1")), ("b", Value.Bool(true))),
            LanguageCalls.Evaluate("convert({ a = 1 }, object({ a = string, b = optional(bool, true) }))"));
        Assert.NotEmpty(LanguageCalls.Fault("convert([], string)"));
        Assert.NotEmpty(LanguageCalls.Fault("convert(1, strin)"));
    }

    [Theory]
    [InlineData("assumestringprefix(u, \"ab\")", "a", true)]
    [InlineData("assumestringprefix(u, \"x\")", "a", false)]
    [InlineData("assumenotnull(u)", "a", true)]
    [InlineData("assumeequal(u, \"abc\")", "a", true)]
    [InlineData("assumeequal(u, \"b\")", "a", false)]
    public void Assumptions_must_fit_what_is_known(string expression, string prefix, bool holds)
    {
        var variable = ("u", (Value)Value.Unknown(DataType.String, Refinement.NonNull with { StringPrefix = prefix }));
        if (holds) LanguageCalls.Evaluate(expression, variable);
        else Assert.Contains("not as assumed", LanguageCalls.Fault(expression, variable), StringComparison.Ordinal);
    }
}
