using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Tests.Functions;

/// <summary>Expectations are Terraform's answers.</summary>
public class TerraformProviderFunctionTests
{
    [Theory]
    [InlineData("[]", "[]")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("1e40", "10000000000000000000000000000000000000000")]
    [InlineData("[[], {}, [{}], {a = []}]", "[[], {}, [{}], {\n  a = []\n}]")]
    [InlineData("[{a = 1}, {b = 2}]", "[{\n  a = 1\n  }, {\n  b = 2\n}]")]
    [InlineData("{a = 1, bb = 2, \"c-d\" = 3, \"1a\" = 4, é = 5, \"$${\" = 6}", "{\n  \"$${\" = 6\n  \"1a\"  = 4\n  a     = 1\n  bb    = 2\n  c-d   = 3\n  é     = 5\n}")]
    [InlineData("\"\\r\\u2028\\u007f$%%{}$${a}%%{b}$$${c}\\u00a0é€😀\\u200d\"", "\"\\r\\u2028\\u007f$%%{}$${a}%%{b}$$${c}\\u00a0é€😀\\u200d\"")]
    public void Encodes_expressions(string expression, string expected) =>
        Assert.Equal(expected, LanguageCalls.Text($"provider::terraform::encode_expr({expression})"));

    [Theory]
    [InlineData("{}", "")]
    [InlineData("tomap({a = 1})", "a = 1\n")]
    [InlineData("{a = null, long_name = \"x\", b = {k = 1, \"x y\" = 2, \"if\" = 3}, l = \"%%{x}\", zz = true}",
        "a = null\nb = {\n  if    = 3\n  k     = 1\n  \"x y\" = 2\n}\nl         = \"%%{x}\"\nlong_name = \"x\"\nzz        = true\n")]
    public void Encodes_variables(string expression, string expected) =>
        Assert.Equal(expected, LanguageCalls.Text($"provider::terraform::encode_tfvars({expression})"));

    [Fact]
    public void Decodes_what_is_constant() =>
        Assert.Equal(
            Value.Object(("a", Value.Number(1)), ("b", Value.String("x2")), ("c", Value.DynamicNull)),
            LanguageCalls.Evaluate("""provider::terraform::decode_tfvars("a=[1,2][0]\nb=\"x$${1+1}\"\nc = null")"""));

    [Theory]
    [InlineData("encode_tfvars([1])", "must be an object")]
    [InlineData("encode_tfvars({\"a b\" = 1})", "cannot be the name of a variable")]
    [InlineData("decode_tfvars(\"a = b\")", "<decode_tfvars argument>:1,5")]
    [InlineData("decode_tfvars(\"a {}\")", "<decode_tfvars argument>:1,1")]
    [InlineData("decode_tfvars(\"a = upper(1)\")", "<decode_tfvars argument>:1,5")]
    [InlineData("decode_tfvars(\"a = \")", "<decode_tfvars argument>:1,5")]
    public void Says_what_is_wrong(string call, string why) =>
        Assert.Contains(why, LanguageCalls.Fault($"provider::terraform::{call}"), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_value_gives_away_how_its_text_begins()
    {
        var text = LanguageCalls.Evaluate("provider::terraform::encode_expr([v])", ("v", Value.Unknown(DataType.String)));
        Assert.Equal(Refinement.NonNull with { StringPrefix = "[" }, Assert.IsType<UnknownValue>(text).Refinement);
    }
}
