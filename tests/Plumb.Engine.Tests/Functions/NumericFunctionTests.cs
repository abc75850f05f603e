namespace Plumb.Engine.Tests.Functions;

/// <summary>Expectations are Terraform's answers; the digits show that its rounding is matched, not bettered.</summary>
public class NumericFunctionTests
{
    [Theory]
    [InlineData("pow(816, 35)", "811251581383272400000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("pow(4.93146, 0.4376)", "2.0102315521212804")]
    [InlineData("pow(797.147194284, -36.1232581601)", "0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000015380657938562956")]
    [InlineData("pow(1.0000001, 1e9)", "26881038432119620000000000000000000000000000")]
    [InlineData("pow(-2, -3)", "-0.125")]
    [InlineData("pow(2, -1080)", "0")]
    [InlineData("pow(-1, 1e300)", "1")]
    [InlineData("log(184773.24, 3)", "11.038366080186055")]
    [InlineData("log(1000, 10)", "2.9999999999999996")]
    [InlineData("log(0.618607164071, 10.1972)", "-0.2068309345640835")]
    [InlineData("parseint(\"-Zz\", 62)", "-3817")]
    [InlineData("parseint(\"+0fF\", 16)", "255")]
    [InlineData("parseint(\"123456789012345678901234567890\", 10)", "123456789012345678901234567890")]
    [InlineData("sum([\"1\", 2, 3.5])", "6.5")]
    public void Computes_to_the_last_digit(string expression, string expected) => Assert.Equal(expected, LanguageCalls.Text($"tostring({expression})"));

    [Theory]
    [InlineData("parseint(\"12_3\", 10)")]
    [InlineData("parseint(\"\", 10)")]
    [InlineData("parseint(\"-\", 10)")]
    [InlineData("parseint(\"1\", 63)")]
    [InlineData("parseint(\"1\", 1)")]
    [InlineData("pow(-2, 0.5)")]
    [InlineData("sum([])")]
    [InlineData("sum([1, null])")]
    [InlineData("signum(1.5)")]
    [InlineData("min()")]
    public void Refuses_what_has_no_answer(string expression) => Assert.NotEmpty(LanguageCalls.Fault(expression));
}
