using System.Diagnostics;
using System.Text;
using Plumb.Hosts.Linux;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Tests.Linux;

public sealed class LinuxFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LinuxFiles _files = new();

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text, FilePlacement? placement = null) => _files.Write(_folder[name], new MemoryStream(Encoding.UTF8.GetBytes(text)), placement ?? new FilePlacement());

    [Fact]
    public void Replacing_a_file_keeps_its_mode_and_extended_attributes_and_leaves_nothing_beside_it()
    {
        Write("a", "one", new FilePlacement(Mode: 0x1e9));
        _files.SetExtendedAttribute(_folder["a"], "user.note", "kept"u8);
        Write("a", "two");
        Assert.Equal("two", File.ReadAllText(_folder["a"]));
        Assert.Equal(0x1e9u, _files.Status(_folder["a"], follow: false)?.Mode);
        Assert.Equal("kept"u8.ToArray(), Assert.Single(_files.ExtendedAttributes(_folder["a"]), a => a.Key == "user.note").Value);
        Assert.Equal(["a"], _files.List(_folder.Path));
    }

    [Fact]
    public void The_generation_and_the_flags_of_a_file_are_those_that_lsattr_shows()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/lsattr"), "lsattr is not here");
        Write("a", "one");
        using var lsattr = Process.Start(new ProcessStartInfo("/usr/bin/lsattr", ["-vd", _folder["a"]]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = lsattr.StandardOutput.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        lsattr.WaitForExit();
        Assert.SkipUnless(lsattr.ExitCode == 0, "the file system has neither");
        Assert.Equal((said[0], said[1].Replace("-", "", StringComparison.Ordinal)), ($"{_files.Generation(_folder["a"])}", _files.Attributes(_folder["a"])));
    }

    [Fact]
    public void The_mask_of_modes_is_read_without_setting_it()
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "umask"]) { RedirectStandardOutput = true })!;
        Assert.Equal(Convert.ToUInt32(shell.StandardOutput.ReadToEnd().Trim(), 8), ProcessUmask.Current());
    }

    [Fact]
    public void A_write_whose_content_breaks_off_leaves_the_old_file()
    {
        Write("a", "old");
        Assert.Throws<EndOfStreamException>(() => _files.Write(_folder["a"], new BrokenStream(), new FilePlacement()));
        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        Assert.Equal(["a"], _files.List(_folder.Path));
    }

    [Fact]
    public void The_times_of_a_file_are_told_to_the_nanosecond()
    {
        Write("a", "");
        using (var touch = System.Diagnostics.Process.Start("touch", ["-d", "@1795435586.508001312", _folder["a"]])) touch.WaitForExit();
        var status = _files.Status(_folder["a"], follow: false);
        Assert.Equal(12, status?.BelowTick.Modified);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795435586).AddTicks(5080013), status?.Modified);
    }

    [Fact]
    public void A_new_file_gets_the_mode_that_the_mask_leaves()
    {
        Write("a", "");
        Assert.Equal(0x1b6u & ~ProcessUmask.Current(), _files.Status(_folder["a"], follow: false)?.Mode);
    }

    [Fact]
    public void A_link_is_replaced_and_not_what_it_leads_to()
    {
        Write("a", "target");
        _files.CreateSymbolicLink(_folder["l"], "a");
        Write("l", "new");
        Assert.Equal(FileKind.File, _files.Status(_folder["l"], follow: false)?.Kind);
        Assert.Equal("target", File.ReadAllText(_folder["a"]));
    }

    [Fact]
    public void A_name_that_is_no_text_can_be_listed_and_removed()
    {
        var name = PathText.Text([(byte)'x', 0xff, 0xc3]);
        _files.CreateDirectory(_folder[name], 0x1ed);
        Assert.Equal([name], _files.List(_folder.Path));
        _files.Remove(_folder[name]);
        Assert.Empty(_files.List(_folder.Path));
    }

    [Fact]
    public void Failures_have_the_systems_name_number_and_text()
    {
        var failure = Assert.Throws<HostException>(() => _files.OpenRead(_folder["none"]));
        Assert.Equal(("ENOENT", 2, "No such file or directory"), (failure.Error, failure.Number, failure.Message));
        Assert.Equal("EISDIR", Assert.Throws<HostException>(() => _files.OpenRead(_folder.Path)).Error);
        Assert.Equal("ENOTEMPTY", Assert.Throws<HostException>(() => { Write("f", ""); _files.Remove(_folder.Path); }).Error);
    }

    [Fact]
    public void Status_tells_what_stat_tells()
    {
        Write("a", "12345", new FilePlacement(Mode: 0x180));
        var time = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1234567);
        _files.SetTimes(_folder["a"], null, time, follow: true);
        _files.CreateHardLink(_folder["b"], _folder["a"]);
        var status = _files.Status(_folder["a"], follow: true);
        Assert.Equal((FileKind.File, 0x180u, 5L, 2u, time), (status?.Kind, status?.Mode, status?.Size, status?.Links, status?.Modified));
        Assert.Null(_files.Status(_folder["none"], follow: true));
        Assert.Null(_files.Status(_folder["a/below"], follow: true));
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void CopyTo(Stream destination, int bufferSize)
        {
            destination.Write("half"u8);
            throw new EndOfStreamException();
        }
    }
}
