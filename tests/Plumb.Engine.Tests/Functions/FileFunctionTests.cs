using Plumb.Core.Values;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Filesystem;

namespace Plumb.Engine.Tests.Functions;

public class FileFunctionTests
{
    private static readonly FunctionContext Context = new()
    {
        BaseDirectory = "/base",
        Files = new MemoryFiles(("/base/a.txt", "hello"), ("/base/bad.bin", "\u00ff"), ("/home/tester/b.txt", "home"), ("/base/t.tmpl", "${n}"), ("/base/u.tmpl", "${templatefile(\"t.tmpl\", {n = 1})}")),
    };

    [Theory]
    [InlineData("""file("a.txt")""", "hello")]
    [InlineData("""file("./x/../a.txt")""", "hello")]
    [InlineData("""file("~/b.txt")""", "home")]
    [InlineData("""filebase64("bad.bin")""", "/w==")]
    [InlineData("""filemd5("a.txt")""", "5d41402abc4b2a76b9719d911017c592")]
    [InlineData("""abspath("x/../y")""", "/base/y")]
    [InlineData("""pathexpand("~/x//y")""", "/home/tester/x/y")]
    [InlineData("""pathexpand("x//y")""", "x//y")]
    [InlineData("""basename("/a/b/")""", "b")]
    [InlineData("""dirname("/a/b/")""", "/a/b")]
    [InlineData("""dirname("a")""", ".")]
    public void Reads_files_and_paths(string expression, string expected) => Assert.Equal(expected, LanguageCalls.Text(Context, expression));

    [Theory]
    [InlineData("""file("none.txt")""", "there is no file at \"none.txt\"")]
    [InlineData("""file("bad.bin")""", "is not valid UTF-8")]
    [InlineData("""file("~other/x")""", "another user")]
    [InlineData("""fileexists("/base")""", "is a directory")]
    [InlineData("""file(sensitive("none.txt"))""", "there is no file at (sensitive value)")]
    [InlineData("""templatefile("t.tmpl", {})""", "the variable \"n\"")]
    [InlineData("""templatefile("u.tmpl", {})""", "a template cannot render another template")]
    public void Says_why_a_file_cannot_be_used(string expression, string why) =>
        Assert.Contains(why, LanguageCalls.Fault(Context, expression), StringComparison.Ordinal);

    [Fact]
    public void A_template_of_one_interpolation_keeps_its_type_and_the_marks_of_the_path()
    {
        Assert.Equal(Value.Number(5), LanguageCalls.Evaluate(Context, """templatefile("t.tmpl", {n = 5})"""));
        Assert.Equal(Value.Number(5).WithMarks(MarkSet.Sensitive), LanguageCalls.Evaluate(Context, """templatefile(sensitive("t.tmpl"), {n = 5})"""));
    }

    [Fact]
    public void Sees_the_files_of_the_machine()
    {
        var root = Directory.CreateTempSubdirectory("plumb-files").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "f"), "x");
            File.CreateSymbolicLink(Path.Combine(root, "to-file"), "f");
            File.CreateSymbolicLink(Path.Combine(root, "to-nothing"), "none");
            Directory.CreateDirectory(Path.Combine(root, "d"));
            var files = new LocalFileAccess();
            Assert.Equal(
                [("d", FileKind.Directory), ("f", FileKind.File), ("to-file", FileKind.File), ("to-nothing", FileKind.Missing)],
                files.List(root).Select(e => (e.Name, e.Kind)).OrderBy(e => e.Name, StringComparer.Ordinal));
            Assert.Equal(FileKind.Missing, files.KindOf(Path.Combine(root, "f", "below-a-file")));
            Assert.Equal("x"u8.ToArray(), files.Read(Path.Combine(root, "to-file")).Bytes);
            Assert.NotNull(files.Read(Path.Combine(root, "d")).Failure);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
