using Plumb.Operations.Data;
using Plumb.Operations.Hosts.Memory;

namespace Plumb.Operations.Tests.Files;

public class FileOperationTests
{
    private readonly OperationTrial _trial = new(new MemoryHost());

    private string Run(string arguments, bool check = false) => OperationTrial.Summary(_trial.Run("file", arguments, check));

    private uint? Mode(string path) => _trial.Host.Files.Status(path, follow: false)?.Mode;

    [Fact]
    public void A_folder_is_made_with_all_above_it_and_the_second_time_nothing_is_done()
    {
        const string arguments = """{"path": "/a/b/c", "state": "directory", "mode": "0700"}""";

        Assert.Equal("changed", Run(arguments));
        Assert.Equal(0x1C0u, Mode("/a"));
        Assert.Equal(0x1C0u, Mode("/a/b/c"));
        Assert.Equal("ok", Run(arguments));
    }

    [Fact]
    public void A_check_changes_nothing_and_tells_of_what_stands()
    {
        _trial.Write("/f", "x");
        var result = _trial.Run("file", """{"path": "/f", "mode": "u=rw,go="}""", check: true);

        Assert.True(result.Changed);
        Assert.Equal("0644", result.Values.Text("mode"));
        Assert.Equal("""{"path":"/f","mode":"0644"}""", result.Diffs[0].Before);
        Assert.Equal("""{"path":"/f","mode":"0600"}""", result.Diffs[0].After);
        Assert.Equal(0x1A4u, Mode("/f"));
    }

    [Fact]
    public void A_check_that_remembers_sees_what_earlier_ones_would_have_done()
    {
        Assert.True(_trial.Run("file", """{"path": "/d", "state": "directory", "mode": "0750"}""", check: true, remembers: true).Changed);
        var second = _trial.Run("file", """{"path": "/d", "state": "directory", "mode": "0750"}""", check: true, remembers: true);

        Assert.False(second.Changed);
        Assert.Equal("0750", second.Values.Text("mode"));
        Assert.Null(_trial.Host.Files.Status("/d", follow: false));
    }

    [Fact]
    public void Links_replace_files_only_by_force()
    {
        _trial.Write("/f", "x");
        _trial.Write("/t", "x");

        Assert.Equal("failed: refusing to convert from file to symlink for /f", Run("""{"path": "/f", "src": "/t", "state": "link"}"""));
        Assert.Equal("changed", Run("""{"path": "/f", "src": "/t", "state": "link", "force": true}"""));
        Assert.Equal("/t", _trial.Host.Files.ReadLink("/f"));
        Assert.Equal("failed: src file does not exist, use \"force=yes\" if you really want to create the link: /none", Run("""{"path": "/g", "src": "none", "state": "link"}"""));
        Assert.Equal("changed", Run("""{"path": "/h", "src": "/t", "state": "hard"}"""));
        Assert.Equal("ok", Run("""{"path": "/h", "src": "/t", "state": "hard"}"""));
    }

    [Fact]
    public void Removing_a_folder_tells_what_is_lost()
    {
        Run("""{"path": "/d/e", "state": "directory"}""");
        _trial.Write("/d/f", "x");
        var result = _trial.Run("file", """{"path": "/d", "state": "absent"}""");

        Assert.Equal("""{"path":"/d","state":"directory","path_content":{"directories":["/d/e"],"files":["/d/f"]}}""", result.Diffs[0].Before);
        Assert.Null(_trial.Host.Files.Status("/d", follow: false));
        Assert.Equal("ok", Run("""{"path": "/d", "state": "absent"}"""));
    }

    [Fact]
    public void Touching_creates_and_sets_times_that_can_be_kept()
    {
        Assert.Equal("changed", Run("""{"path": "/f", "state": "touch", "modification_time": "202001020304.05"}"""));
        Assert.Equal(new DateTimeOffset(new DateTime(2020, 1, 2, 3, 4, 5), TimeZoneInfo.Local.GetUtcOffset(new DateTime(2020, 1, 2))), _trial.Host.Files.Status("/f", false)?.Modified);
        Assert.Equal("ok", Run("""{"path": "/f", "state": "touch", "modification_time": "preserve", "access_time": "preserve"}"""));
        Assert.Equal("failed: Error while obtaining timestamp for time x using format %Y%m%d%H%M.%S: time data 'x' does not match format '%Y%m%d%H%M.%S'",
            Run("""{"path": "/f", "state": "touch", "modification_time": "x"}"""));
    }

    [Fact]
    public void Recursion_sets_execution_only_where_it_belongs()
    {
        Run("""{"path": "/d/e", "state": "directory"}""");
        _trial.Write("/d/f", "x");

        Assert.Equal("changed", Run("""{"path": "/d", "recurse": true, "mode": "u=rwX,g=rX,o="}"""));
        Assert.Equal(0x1E8u, Mode("/d/e"));
        Assert.Equal(0x1A0u, Mode("/d/f"));
        Assert.Equal("ok", Run("""{"path": "/d", "recurse": true, "mode": "u=rwX,g=rX,o="}"""));
    }

    [Theory]
    [InlineData("""{"path": "/f", "state": "file"}""", "file (/f) is absent, cannot continue")]
    [InlineData("""{"path": "/f", "mode": "nonsense", "state": "touch"}""", "mode must be in octal or symbolic form")]
    [InlineData("""{"path": "/f", "owner": "nosuchuser", "state": "touch"}""", "chown failed: failed to look up user nosuchuser")]
    [InlineData("""{"path": "/f", "src": "/x", "state": "touch"}""", "src option requires state to be 'link' or 'hard'")]
    [InlineData("""{"path": "/f", "recurse": true, "state": "touch"}""", "recurse option requires state to be 'directory'")]
    [InlineData("""{"path": "/none/f", "state": "touch"}""", "Error, could not touch target: [Errno 2] No such file or directory: b'/none/f'")]
    public void Faults_are_told_in_the_words_of_the_peer(string arguments, string message)
    {
        Assert.Equal("failed: " + message, Run(arguments));
        Assert.Null(_trial.Host.Files.Status("/f", follow: false));
    }

    [Fact]
    public void A_check_takes_a_file_that_is_touched_as_made_even_where_its_folder_is_yet_to_come()
    {
        var result = _trial.Run("file", """{"path": "/none/f", "state": "touch"}""", check: true);
        Assert.Equal("changed", OperationTrial.Summary(result));
        Assert.Equal("failed: Error, could not touch target: [Errno 2] No such file or directory: b'/none/f'", OperationTrial.Summary(_trial.Run("file", """{"path": "/none/f", "state": "touch"}""", check: true, remembers: true)));
    }
}
