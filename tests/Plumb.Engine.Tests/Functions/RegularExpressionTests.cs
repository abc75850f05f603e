using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Plumb.Engine.Functions.RegularExpressions;

namespace Plumb.Engine.Tests.Functions;

public class RegularExpressionTests
{
    [Theory]
    [InlineData("a+", "xaay", "1-3")]
    [InlineData("a|ab", "ab", "0-1")]
    [InlineData("(a|ab)(c|bcd)(d*)", "abcd", "0-4 0-1 1-4 4-4")]
    [InlineData("a{2,3}?", "aaaa", "0-2")]
    [InlineData("(a)|(b)", "b", "0-1 -1--1 0-1")]
    [InlineData("(?i)k", "\u212A", "0-1")]
    [InlineData("(?i)S", "\u017F", "0-1")]
    [InlineData("(?i)\\w", "\u017F", "0-1")]
    [InlineData("(?i)i", "\u0131", null)]
    [InlineData("(?i)σ", "ς", "0-1")]
    [InlineData("(?i)[^k]", "\u212A", null)]
    [InlineData("(?s).+", "a\nb", "0-3")]
    [InlineData(".+", "a\nb", "0-1")]
    [InlineData("(?m)^b$", "a\nb\nc", "2-3")]
    [InlineData("b$", "b\n", null)]
    [InlineData("(?U)a+", "aaa", "0-1")]
    [InlineData("(?U)a+?", "aaa", "0-3")]
    [InlineData("(|a)*", "aa", "0-0 0-0")]
    [InlineData("(|a)+", "aa", "0-0 0-0")]
    [InlineData("(a|)*", "aa", "0-2 1-2")]
    [InlineData("(a*)*", "b", "0-0 0-0")]
    [InlineData("(a*)+", "b", "0-0 0-0")]
    [InlineData("(?:(a)|b)*", "ab", "0-2 0-1")]
    [InlineData("[]a]+", "]a", "0-2")]
    [InlineData("[a-]+", "-a", "0-2")]
    [InlineData("[[:^alpha:]1]+", "1a", "0-1")]
    [InlineData("\\p{Greek}+", "aαβγ", "1-4")]
    [InlineData("\\P{^Greek}+", "aαβγ", "1-4")]
    [InlineData("\\pN+", "a١٢", "1-3")]
    [InlineData("[^\\d\\s]+", "1 ab", "2-4")]
    [InlineData("\\Qa.b\\E+", "a.bb", "0-4")]
    [InlineData("\\x41\\x{1F600}\\101", "A😀A", "0-4")]
    [InlineData("^.$", "😀", "0-2")]
    [InlineData("\\bfoo\\b", "é foo é", "2-5")]
    [InlineData("\\Bo", "foo", "1-2")]
    [InlineData("a{,2}", "a{,2}", "0-5")]
    [InlineData("x{0}y", "y", "0-1")]
    [InlineData("(?<n>a)(?P<m>b)", "ab", "0-2 0-1 1-2")]
    [InlineData("((?i)a)b", "AB", null)]
    [InlineData("a(?i)b|c", "C", "0-1")]
    [InlineData("\\Aa*\\z", "aaa", "0-3")]
    [InlineData("\\_\\-\\/", "_-/", "0-3")]
    public void Finds_the_leftmost_match_of_highest_priority(string pattern, string text, string? expected)
    {
        Assert.Equal(expected, Describe(Parse(pattern).Find(text)));
        // The matcher of long texts finds the same.
        Assert.Equal(expected, Describe(new ParallelMatcher(Program(pattern), text).Find(0)));
    }

    [Theory]
    [InlineData("a(?=b)", "(?=")]
    [InlineData("(?!b)", "(?!")]
    [InlineData("(?<=b)", "(?<=")]
    [InlineData("(?P=n)", "(?P")]
    [InlineData("(?#c)", "(?#")]
    [InlineData("(a)\\1", "\\1")]
    [InlineData("\\8", "\\8")]
    [InlineData("\\C", "\\C")]
    [InlineData("\\Z", "\\Z")]
    [InlineData("\\E", "\\E")]
    [InlineData("\\xg", "\\x")]
    [InlineData("\\x{110000}", "\\x")]
    [InlineData("a\\", "\\")]
    [InlineData("a**", "**")]
    [InlineData("a{2}{3}", "{2}{3}")]
    [InlineData("*a", "*")]
    [InlineData("|*", "*")]
    [InlineData("(+)", "+")]
    [InlineData("a{1001}", "{1001}")]
    [InlineData("a{3,2}", "{3,2}")]
    [InlineData("(a{100}){11}", "{11}")]
    [InlineData("[b-a]", "b-a")]
    [InlineData("[a", "[a")]
    [InlineData("[[:nope:]]", "[:nope:]")]
    [InlineData("\\p{Nope}", "\\p{Nope}")]
    [InlineData("\\p{Greek", "\\p{Greek")]
    [InlineData("(a", "(a")]
    [InlineData("a)", ")")]
    [InlineData("(?P<n-m>a)", "(?P<n-m>")]
    [InlineData("(?i-)a", "(?i-)")]
    public void Refuses_what_is_not_in_the_syntax_and_shows_the_part_at_fault(string pattern, string fragment)
    {
        Assert.False(RegularExpression.TryParse(pattern, out _, out var error));
        Assert.Equal(fragment, error.Fragment);
    }

    [Fact]
    public void Refuses_nesting_and_sizes_that_would_exhaust_the_machine()
    {
        Assert.False(RegularExpression.TryParse(new string('(', 100_000), out _, out _));
        Assert.False(RegularExpression.TryParse(string.Concat(Enumerable.Repeat("(a{500}b{499}){1}[a-z]{1000}", 3000)), out _, out _));
    }

    [Theory]
    [InlineData("a*", "baac", "0-0|1-3|4-4")]
    [InlineData("", "😀a", "0-0|2-2|3-3")]
    [InlineData("a|b*", "abba", "0-1|1-3|3-4")]
    public void Finds_all_matches_that_do_not_overlap(string pattern, string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Parse(pattern).FindAll(text).Select(m => Describe(m))));

    [Theory]
    [InlineData("a*", "baac", "X", "XbXcX")]
    [InlineData("(\\w+) (\\w+)", "hello world", "$2 ${1}x$$ $3$1x", "world hellox$ ")]
    [InlineData("(?P<y>\\d{4})-(?P<m>\\d\\d)", "2024-05", "${m}/$y $", "05/2024 $")]
    [InlineData("(b)?c", "c", "[$1]", "[]")]
    [InlineData("x", "x", "${1", "${1")]
    [InlineData("o", "foo", "$0$0", "foooo")]
    [InlineData("", "ab", "-", "-a-b-")]
    public void Replaces_all_matches_by_a_template(string pattern, string text, string template, string expected) =>
        Assert.Equal(expected, Parse(pattern).ReplaceAll(text, template));

    [Fact]
    public void A_pattern_that_makes_backtracking_explode_takes_linear_time()
    {
        var clock = Stopwatch.StartNew();
        Assert.Null(Parse("(a+)+$b").Find(new string('a', 100_000)));
        Assert.Null(Parse("(?:a?){500}a{500}b").Find(new string('a', 500)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void Agrees_with_the_platform_and_between_the_matchers_on_the_common_syntax()
    {
        var atom = Pick("a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\b", "^", "ab", "\\d", "[a-c1]");
        var pattern = Gen.Recursive<string>((depth, self) => depth > 4 ? atom : Gen.OneOf(
            atom,
            Gen.Select(self, self, (x, y) => x + y),
            Gen.Select(self, self, (x, y) => $"(?:{x}|{y})"),
            self.Select(x => $"({x})"),
            Gen.Select(atom.Where(a => a is not ("\\b" or "^")), Pick("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?"), (x, o) => $"(?:{x}){o}")));
        var text = Gen.String[Gen.Char["abc1 \n"], 0, 12];
        Gen.Select(pattern, text).Sample((p, t) =>
        {
            var ours = Parse(p).Find(t);
            var theirs = new Regex(p.Replace("\\w", "[0-9A-Za-z_]", StringComparison.Ordinal), RegexOptions.CultureInvariant).Match(t);
            Assert.Equal(DescribeMatch(theirs), Describe(ours));
            Assert.Equal(Describe(ours), Describe(new ParallelMatcher(Program(p), t).Find(0)));
        }, iter: 5000);
    }

    private static Gen<string> Pick(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static RegularExpression Parse(string pattern) =>
        RegularExpression.TryParse(pattern, out var expression, out var error) ? expression : throw new ArgumentException(error.ToString());

    private static RegexProgram Program(string pattern)
    {
        var root = PatternParser.Parse(pattern, out var names, out _);
        Assert.NotNull(root);
        var program = RegexProgram.Compile(root, names.Count);
        Assert.NotNull(program);
        return program;
    }

    private static string? DescribeMatch(Match match) =>
        match.Success ? Describe([.. match.Groups.Cast<Group>().SelectMany(g => g.Success ? new[] { g.Index, g.Index + g.Length } : [-1, -1])]) : null;

    private static string? Describe(int[]? slots) =>
        slots is null ? null : string.Join(' ', slots.Chunk(2).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p[0]}-{p[1]}")));
}
