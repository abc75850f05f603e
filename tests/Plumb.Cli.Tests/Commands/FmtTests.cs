namespace Plumb.Cli.Tests.Commands;

public sealed class FmtTests
{
    private const string Untidy = "a={\nb=1\n}\n";
    private const string Tidy = "a = {\n  b = 1\n}\n";

    [Fact]
    public async Task Files_are_written_in_place_and_listed()
    {
        using var project = new TestProject(Untidy);
        project.Write("sub/x.tfvars", Untidy);
        project.Write(".hidden/y.tf", Untidy);
        Assert.Equal("main.tf\nsub/x.tfvars\n", await project.SucceedAsync("fmt", "-recursive"));
        Assert.Equal(Tidy, project.Read("main.tf"));
        Assert.Equal(Untidy, project.Read(".hidden/y.tf"));
        Assert.Empty(await project.SucceedAsync("fmt", "-recursive"));
    }

    [Fact]
    public async Task A_check_writes_nothing_and_exits_with_3()
    {
        using var project = new TestProject(Untidy);
        Assert.Equal(new RunResult(3, "main.tf\n", ""), await project.RunAsync("fmt", "-check"));
        Assert.Equal(Untidy, project.Read("main.tf"));
    }

    [Fact]
    public async Task The_difference_is_shown_as_other_tools_show_it()
    {
        using var project = new TestProject { Input = Untidy };
        Assert.Equal("--- old/<stdin>\n+++ new/<stdin>\n@@ -1,3 +1,3 @@\n-a={\n-b=1\n+a = {\n+  b = 1\n }\n", await project.SucceedAsync("fmt", "-diff", "-"));
        Assert.Equal(Tidy, await project.SucceedAsync("fmt", "-"));
    }

    [Theory]
    [InlineData("nofile.tf")]
    [InlineData("notes.txt")]
    [InlineData("bad.tf")]
    public async Task What_cannot_be_formatted_exits_with_2(string name)
    {
        using var project = new TestProject();
        project.Write("notes.txt", Untidy);
        project.Write("bad.tf", "a = \n");
        Assert.Equal(2, (await project.RunAsync("fmt", name)).Exit);
    }
}
