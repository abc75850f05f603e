using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Session;

public sealed class LineEditorTests
{
    private static readonly string[] Words = ["copy", "command", "ping"];

    private static IReadOnlyList<string> Complete(string text) => [.. Words.Where(w => w.StartsWith(text[(text.LastIndexOf(' ') + 1)..], StringComparison.Ordinal))];

    private static ConsoleKeyInfo Key(char c) => c switch
    {
        '←' => new('\0', ConsoleKey.LeftArrow, false, false, false),
        '→' => new('\0', ConsoleKey.RightArrow, false, false, false),
        '↑' => new('\0', ConsoleKey.UpArrow, false, false, false),
        '↓' => new('\0', ConsoleKey.DownArrow, false, false, false),
        '⌦' => new('\0', ConsoleKey.Delete, false, false, false),
        '⌫' => new('\u007f', ConsoleKey.Backspace, false, false, false),
        '\t' => new('\t', ConsoleKey.Tab, false, false, false),
        _ => new(c, default, false, false, false),
    };

    [Theory]
    [InlineData("abc\r", "abc")]
    [InlineData("ac←b\r", "abc")]
    [InlineData("abx←→⌫c\r", "abc")]
    [InlineData("xabc\u0001⌦\r", "abc")]
    [InlineData("one two\u0017three\r", "one three")]
    [InlineData("one two\u0001\u000bx\r", "x")]
    [InlineData("wrong\u0015right\r", "right")]
    [InlineData("lost\u0003kept\r", "kept")]
    [InlineData("↑\r", "second")]
    [InlineData("now↑↑↓\r", "second")]
    [InlineData("now↑↓!\r", "now!")]
    [InlineData("pi\tx\r", "ping x")]
    [InlineData("c\tm\t\r", "command ")]
    [InlineData("\u0004", null)]
    [InlineData("x🔑⌫y\r", "xy")]
    [InlineData("\u0012fi\r", "first")]
    [InlineData("\u0012s\r", "second")]
    [InlineData("\u0012s\u0012\u0012\r", "first")]
    [InlineData("\u0012fix⌫\u0005!\r", "first!")]
    [InlineData("typed\u0012fi\u0007 on\r", "typed on")]
    [InlineData("\u0012nothing\r", "second")]
    [InlineData("typed\u0012zzz\r", "typed")]
    public void Keys_make_a_line(string keys, string? line)
    {
        using var folder = new TestProject();
        folder.Write("history", "first\nsecond\n");
        var next = new Queue<char>(keys);
        var editor = new LineEditor(() => Key(next.Dequeue()), TextWriter.Null, () => 20, LineHistory.Read(Path.Combine(folder.Folder, "history")), Complete);
        Assert.Equal(line, editor.ReadLine("> ", "> "));
    }

    [Fact]
    public void Lines_are_remembered_once_in_a_file_of_the_user()
    {
        using var folder = new TestProject();
        var path = Path.Combine(folder.Folder, "history");
        var history = LineHistory.Read(path);
        foreach (var line in new[] { "a", "a", " ", "b" }) history.Add(line);
        history.Write();
        Assert.Equal("a\nb\n", File.ReadAllText(path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }
}
