using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Hosts.Memory;

namespace Plumb.Operations.Tests.Files;

public class CopyOperationTests
{
    private readonly OperationTrial _trial = new(new MemoryHost());

    [Fact]
    public void Content_is_written_once_and_then_only_looked_at()
    {
        var first = _trial.Run("copy", """{"dest": "/f", "mode": "0640"}""", content: "hello\n", diff: true);

        Assert.True(first.Changed);
        Assert.Equal("f572d396fae9206628714fb2ce00f72e94f2258f", first.Values.Text("checksum"));
        Assert.Equal("b1946ac92492d2347c6235b4d2611184", first.Values.Text("md5sum"));
        Assert.Equal(("", "hello\n", "/play/files/source.txt"), (first.Diffs[0].Before, first.Diffs[0].After, first.Diffs[0].AfterHeader));
        var second = _trial.Run("copy", """{"dest": "/f", "mode": "0640"}""", content: "hello\n");
        Assert.False(second.Changed);
        Assert.Equal("/f", second.Values.Text("dest"));
        Assert.Equal("0640", second.Values.Text("mode"));
    }

    [Fact]
    public void A_check_only_says_that_content_would_change()
    {
        var result = _trial.Run("copy", """{"dest": "/f"}""", content: "hello\n", check: true);

        Assert.True(result.Changed);
        Assert.True(result.DiffsAreList);
        Assert.Null(_trial.Host.Files.Status("/f", follow: false));
    }

    [Fact]
    public void A_folder_as_destination_takes_the_name_of_the_source()
    {
        _trial.Run("file", """{"path": "/d", "state": "directory"}""");

        Assert.Equal("/d/source.txt", _trial.Run("copy", """{"dest": "/d"}""", content: "x").Values.Text("dest"));
        Assert.Equal("/d/new/deep/a.txt", _trial.Run("copy", """{"dest": "/d/new/", "_original_basename": "deep/a.txt", "directory_mode": "0700"}""", content: "x").Values.Text("dest"));
        Assert.Equal("0700", _trial.Run("stat", """{"path": "/d/new/deep"}""").Values.Map("stat")?.Text("mode"));
        Assert.Equal("failed: can not use content with a dir as dest", OperationTrial.Summary(_trial.Run("copy", """{"dest": "/d", "content": "x"}""", content: "x")));
        Assert.Equal("failed: Destination directory /none does not exist", OperationTrial.Summary(_trial.Run("copy", """{"dest": "/none/f"}""", content: "x")));
    }

    [Fact]
    public void A_copy_is_kept_of_what_is_replaced_and_force_may_forbid_it()
    {
        _trial.Write("/f", "old");

        Assert.Equal("ok", OperationTrial.Summary(_trial.Run("copy", """{"dest": "/f", "force": false}""", content: "new")));
        var backup = _trial.Run("copy", """{"dest": "/f", "backup": true}""", content: "new").Values.Text("backup_file");
        Assert.Matches(@"^/f\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~$", backup);
        Assert.Equal("old", _trial.Read(backup ?? ""));
        Assert.Equal("new", _trial.Read("/f"));
    }

    [Fact]
    public void Links_are_replaced_or_followed()
    {
        _trial.Write("/t", "old");
        _trial.Host.Files.CreateSymbolicLink("/l", "t");
        _trial.Run("copy", """{"dest": "/l", "follow": true}""", content: "new");
        Assert.Equal("new", _trial.Read("/t"));
        _trial.Run("copy", """{"dest": "/l"}""", content: "newer");

        Assert.Equal("new", _trial.Read("/t"));
        Assert.Equal(FileKind.File, _trial.Host.Files.Status("/l", follow: false)?.Kind);
    }

    [Fact]
    public void Folders_of_the_host_are_copied_with_what_they_hold()
    {
        _trial.Run("file", """{"path": "/s/in", "state": "directory"}""");
        _trial.Write("/s/a", "a");
        _trial.Write("/s/in/b", "b");

        Assert.Equal("changed", OperationTrial.Summary(_trial.Run("copy", """{"src": "/s", "dest": "/t", "remote_src": true}""")));
        Assert.Equal("b", _trial.Read("/t/s/in/b"));
        Assert.Equal("ok", OperationTrial.Summary(_trial.Run("copy", """{"src": "/s", "dest": "/t", "remote_src": true}""")));
        Assert.Equal("changed", OperationTrial.Summary(_trial.Run("copy", """{"src": "/s/", "dest": "/t", "remote_src": true}""")));
        Assert.Equal("a", _trial.Read("/t/a"));
    }
}
