using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Tests.Functions;

public class StringFunctionTests
{
    [Theory]
    [InlineData("""upper("ı ŉ ǆ ß ﬁ ŀ")""", "I ŉ Ǆ ß ﬁ Ŀ")]
    [InlineData("""lower("İ ẞ Ω ϴ")""", "i ß ω θ")]
    [InlineData("""title("ǆ ßa 1st it's a_b")""", "ǅ ßa 1st It'S A_b")]
    [InlineData("""substr("abc",-2,0)""", "bc")]
    [InlineData("""substr("abc",-5,2)""", "ab")]
    [InlineData("""substr("क्षa",1,1)""", "ष")]
    [InlineData("""strrev("🇩🇪e\u0301")""", "é🇩🇪")]
    [InlineData("""replace("baac","/a*/","X")""", "XbXcX")]
    [InlineData("""replace("ab","","-")""", "-a-b-")]
    [InlineData("""replace("a/b","/","-")""", "a-b")]
    [InlineData("""trim("éxé","é")""", "x")]
    [InlineData("""chomp("a\n\r\n\r")""", "a")]
    [InlineData("""join(",",split("","aé日"))""", "a,é,日")]
    [InlineData("""indent(2,"a\n\nb")""", "a\n  \n  b")]
    public void Gives_what_the_peer_gives(string expression, string expected) => Assert.Equal(expected, LanguageCalls.Text(expression));

    [Theory]
    [InlineData("""format("%s|%v|%f|%d", -0, -0, -0, -0)""", "-0|-0|-0.000000|0")]
    [InlineData("""format("%-05d|%-05.1f|", 3, 3)""", "3    |003.0|")]
    [InlineData("""format("%+.3g %g %G", 1234.5, 1e21, 1e-10)""", "+1.23e+03 1e+21 1E-10")]
    [InlineData("""format("%.20g %.3e %.0f %.0f", 1/3, 123456, 0.5, 1.5)""", "0.33333333333333333333 1.235e+05 0 2")]
    [InlineData("""format("%.5d|%8.5d|%-8.5d|%+08d|%.d", 42, 42, 42, 42, 0)""", "00042|   00042|00042   |+0000042|")]
    [InlineData("""format("%#X %#o %#b %#d %x", 255, 8, 5, 9, -255)""", "0XFF 010 0b101 9 -ff")]
    [InlineData("""format("%v %e %v", 1e1000, 1e1000, 0.00001)""", "1e+1000 1.000000e+1000 1e-05")]
    [InlineData("""format("%[2]s%[1]s%s", "a", "b")""", "bab")]
    [InlineData("""format("%.0s|%.2s|%010s|%%", "abc", "e\u0301bc", "é")""", "abc|éb|000000000é|%")]
    [InlineData("""format("%x", 340282366920938463463374607431768211455)""", "ffffffffffffffffffffffffffffffff")]
    public void Formats_as_the_peer_does(string expression, string expected) => Assert.Equal(expected, LanguageCalls.Text(expression));

    [Theory]
    [InlineData("""format("%d %z", 1, 2)""", "this letter is not a format verb")]
    [InlineData("""format("%s")""", "needs argument 1")]
    [InlineData("""format("%5%")""", "unexpected character %")]
    [InlineData("""format("%")""", "ends within the verb")]
    [InlineData("""format("a", 1)""", "has no verbs")]
    [InlineData("""format("%d", 1.5)""", "a whole number is required")]
    [InlineData("""format("%2000000s", "x")""", "larger than 1000000")]
    [InlineData("""formatlist("%s %s", ["a"], ["b", "c"])""", "all lists must be of one length")]
    [InlineData("""indent(1e15, "a\nb")""", "longer than")]
    [InlineData("""regex("a(?=b)", "ab")""", "lookahead")]
    [InlineData("""regex("x", "ab")""", "matches no part")]
    public void Says_what_is_wrong(string expression, string part) => Assert.Contains(part, LanguageCalls.Fault(expression), StringComparison.Ordinal);

    [Fact]
    public void The_beginning_of_an_unknown_text_may_be_known()
    {
        var unknown = Value.Unknown(DataType.String, Refinement.NonNull);
        var formatted = Assert.IsType<UnknownValue>(LanguageCalls.Evaluate("""format("https://%s", x)""", ("x", unknown)));
        Assert.Equal("https://", formatted.Refinement.StringPrefix);
        Assert.Equal(Value.True, LanguageCalls.Evaluate("""startswith(x, "https:")""", ("x", formatted)));
        Assert.Equal(Value.False, LanguageCalls.Evaluate("""startswith(x, "ftp:")""", ("x", formatted)));
    }

    [Fact]
    public void Groups_decide_the_type_of_a_match()
    {
        Assert.Equal(Value.Tuple(Value.Null(DataType.String), Value.String("b")), LanguageCalls.Evaluate("""regex("(a)|(b)", "b")"""));
        Assert.Equal(Value.Object(("n", Value.String("a"))), LanguageCalls.Evaluate("""regex("(?<n>a)", "a")"""));
        Assert.Equal(Value.Object(("n", Value.String("b"))), LanguageCalls.Evaluate("""regex("(?<n>a)(?<n>b)", "ab")"""));
        Assert.Equal(DataType.List(DataType.String), LanguageCalls.Evaluate("""regexall("x", "a")""").Type);
    }

    [Fact]
    public void Templates_see_only_their_variables()
    {
        var template = Value.String("${n}: %{ for x in l }[${upper(x)}]%{ endfor }");
        Assert.Equal("7: [A][B]", LanguageCalls.Text("""templatestring(t, { n = 7, l = ["a", "b"] })""", ("t", template)));
        Assert.Contains("\"l\"", LanguageCalls.Fault("templatestring(t, { n = 7 })", ("t", template)), StringComparison.Ordinal);
        Assert.Contains("direct reference", LanguageCalls.Fault("""templatestring("x", {})"""), StringComparison.Ordinal);
        Assert.Contains("in turn", LanguageCalls.Fault("templatestring(t, { t = t })", ("t", Value.String("${templatestring(t, {})}"))), StringComparison.Ordinal);
    }
}
