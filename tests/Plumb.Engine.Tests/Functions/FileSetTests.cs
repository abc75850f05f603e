using Plumb.Core.Values;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Filesystem;

namespace Plumb.Engine.Tests.Functions;

/// <summary>Expectations are Terraform's answers over a folder of the same names.</summary>
public class FileSetTests
{
    private static readonly FunctionContext Context = new()
    {
        BaseDirectory = "/base",
        Files = new MemoryFiles(
            ("/base/g/a/1.txt", ""), ("/base/g/a/.hid2", ""), ("/base/g/a/b/2.txt", ""), ("/base/g/a/b/c/3.txt", ""), ("/base/g/[x]/4.txt", ""),
            ("/base/g/.hid", ""), ("/base/g/top.txt", ""), ("/base/g/a{b", ""), ("/base/g/q,r", ""), ("/base/g/b]c", ""), ("/base/g/dang.lnk", null)),
    };

    [Theory]
    [InlineData("**", ".hid [x]/4.txt a/.hid2 a/1.txt a/b/2.txt a/b/c/3.txt a{b b]c q,r top.txt")]
    [InlineData("**/*.txt", "[x]/4.txt a/1.txt a/b/2.txt a/b/c/3.txt top.txt")]
    [InlineData("*/**/*.txt", "[x]/4.txt a/1.txt a/b/2.txt a/b/c/3.txt")]
    [InlineData("a/**/c/*", "a/b/c/3.txt")]
    [InlineData("a/*", "a/.hid2 a/1.txt")]
    [InlineData("a/**.txt", "a/1.txt")]
    [InlineData("t*", "top.txt")]
    [InlineData("zz[", "")]
    [InlineData("[x]/4.txt", "")]
    [InlineData("\\\\[x\\\\]/4.txt", "[x]/4.txt")]
    [InlineData("a/b/../1.txt", "a/1.txt")]
    [InlineData("**/../top.txt", "top.txt")]
    [InlineData("top.{txt,}", "top.txt")]
    [InlineData("top{,.txt}", "top.txt")]
    [InlineData("{t{op,x},top}.txt", "top.txt")]
    [InlineData("t*{.txt,x}", "top.txt")]
    [InlineData("a\\\\{b", "a{b")]
    [InlineData("{q\\\\,r,zz}", "q,r")]
    [InlineData("[a-tz]op.txt", "top.txt")]
    [InlineData("[^a-s]?p.txt", "top.txt")]
    [InlineData("[!t]op.txt", "top.txt")]
    [InlineData("top.txt/", "top.txt")]
    [InlineData("/top.txt", "top.txt")]
    [InlineData("top***.txt", "top.txt")]
    [InlineData("top.txt**", "top.txt")]
    [InlineData("top.txt***", "")]
    [InlineData("", "")]
    public void Finds_what_Terraform_finds(string pattern, string expected)
    {
        var found = Assert.IsType<SetValue>(LanguageCalls.Evaluate(Context, $"fileset(\"g\", \"{pattern}\")"));
        Assert.Equal(expected, string.Join(' ', found.Elements.Select(e => ((StringValue)e).Text)));
    }

    [Theory]
    [InlineData("a[")]
    [InlineData("b[]]c")]
    [InlineData("[t-]op.txt")]
    [InlineData("{t,b")]
    [InlineData("{sub/a,top}.txt")]
    [InlineData("t\\\\")]
    public void Refuses_a_malformed_pattern_where_matching_gets_to_it(string pattern) =>
        Assert.Contains("not a valid pattern", LanguageCalls.Fault(Context, $"fileset(\"g\", \"{pattern}\")"), StringComparison.Ordinal);

    [Theory]
    [InlineData("*")]
    [InlineData("***")]
    public void A_match_that_leads_nowhere_is_an_error(string pattern) =>
        Assert.Contains("cannot be looked at", LanguageCalls.Fault(Context, $"fileset(\"g\", \"{pattern}\")"), StringComparison.Ordinal);

    [Fact]
    public void The_directory_may_be_absolute_or_lie_elsewhere()
    {
        Assert.Equal("a/1.txt", LanguageCalls.Text(Context, """join(" ", fileset("/base/g", "a/*.txt"))"""));
        Assert.Equal("../top.txt", LanguageCalls.Text(Context, """join(" ", fileset("g/a", "../*.txt"))"""));
    }

    [Fact]
    public void Links_to_directories_are_followed_and_end_though_they_form_a_ring()
    {
        var root = Directory.CreateTempSubdirectory("plumb-fileset").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "one.txt"), "");
            Directory.CreateSymbolicLink(Path.Combine(root, "ring"), ".");
            var walk = new GlobWalk(new LocalFileAccess(), root);
            var found = walk.Find("ring/**/one.txt");
            Assert.NotNull(found);
            Assert.Contains("ring/one.txt", found);
            Assert.InRange(found.Count, 1, 64);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Many_stars_do_not_take_exponential_time()
    {
        var name = new string('a', 200);
        Assert.False(GlobComponent.Parse(string.Concat(Enumerable.Repeat("*a", 60)) + "b").Matches(name));
    }
}
