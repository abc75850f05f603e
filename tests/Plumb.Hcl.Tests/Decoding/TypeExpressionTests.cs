using Plumb.Core.Diagnostics;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Tests.Evaluation;

namespace Plumb.Hcl.Tests.Decoding;

public sealed class TypeExpressionTests
{
    [Theory]
    [InlineData("string")]
    [InlineData("any")]
    [InlineData("list(any)")]
    [InlineData("map(set(number))")]
    [InlineData("tuple([string,bool])")]
    [InlineData("object({a=string,b=optional(list(object({c=number})))})")]
    public void A_type_reads_back_from_its_text(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Equal(text, TypeText.Write(TypeExpression.ReadConstraint(Evaluating.Parse(text), diagnostics).Type));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("«nosuch»", "Invalid type specification")]
    [InlineData("«list»", "Invalid type specification")]
    [InlineData("list«()»", "Invalid type specification")]
    [InlineData("list(string, «string»)", "Invalid type specification")]
    [InlineData("string«(1)»", "Invalid type specification")]
    [InlineData("«nosuch(string)»", "Invalid type specification")]
    [InlineData("«1»", "Invalid type specification")]
    [InlineData("object(«[]»)", "Invalid type specification")]
    [InlineData("object({«\"a\"» = string})", "Invalid type specification")]
    [InlineData("object({a = string, «a» = string})", "Invalid type specification")]
    [InlineData("object({a = optional«()»})", "Invalid type specification")]
    [InlineData("object({a = optional«(string, 1, 2)»})", "Invalid type specification")]
    [InlineData("object({a = optional(number, «\"x\"»)})", "Invalid default value for optional attribute")]
    [InlineData("object({a = optional(number, «x».y)})", "Variables not allowed")]
    [InlineData("tuple(«string»)", "Invalid type specification")]
    [InlineData("«optional»(string)", "Invalid type specification")]
    public void A_fault_marks_its_place(string source, string summary)
    {
        var diagnostics = new DiagnosticBag();
        TypeExpression.ReadConstraint(Evaluating.Parse(source.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal)), diagnostics);
        var fault = Assert.Single(diagnostics);
        Assert.Equal(summary, fault.Summary);
        var start = source.IndexOf('«', StringComparison.Ordinal);
        Assert.Equal((start, source.IndexOf('»', StringComparison.Ordinal) - 1), (fault.Subject?.Start, fault.Subject?.End));
    }

    [Fact]
    public void Variables_may_have_a_bare_list_or_map_but_no_quoted_type()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Equal("list(any)", TypeText.Write(TypeExpression.ReadVariableType(Evaluating.Parse("list"), diagnostics).Type));
        Assert.Equal("map(any)", TypeText.Write(TypeExpression.ReadVariableType(Evaluating.Parse("map"), diagnostics).Type));
        Assert.Empty(diagnostics);
        TypeExpression.ReadVariableType(Evaluating.Parse("\"list\""), diagnostics);
        Assert.Equal("Write list(string) without quotes.", Assert.Single(diagnostics).Help);
    }

    [Fact]
    public void An_exact_type_leaves_nothing_open()
    {
        var diagnostics = new DiagnosticBag();
        TypeExpression.ReadExact(Evaluating.Parse("object({a = any, b = optional(string)})"), diagnostics);
        Assert.Equal(2, diagnostics.Count);
    }

    [Fact]
    public void Defaults_are_found_at_every_depth()
    {
        var type = TypeExpression.ReadConstraint(Evaluating.Parse("list(object({a = optional(number, \"1\"), b = tuple([object({c = optional(string, \"x\")})])}))"), []);
        var element = Assert.IsType<Core.Conversion.TypeDefaults>(type.Defaults).Children[""];
        Assert.Equal("1", element.DefaultValues["a"].ToString());
        Assert.Equal("\"x\"", element.Children["b"].Children["0"].DefaultValues["c"].ToString());
    }
}
