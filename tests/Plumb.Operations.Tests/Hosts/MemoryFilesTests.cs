using System.Text;
using Plumb.Operations.Hosts;
using Plumb.Operations.Hosts.Memory;

namespace Plumb.Operations.Tests.Hosts;

public class MemoryFilesTests
{
    private readonly MemoryHost _host = new();
    private readonly PlannedHost _planned;

    public MemoryFilesTests()
    {
        _host.Files.CreateDirectory("/etc", 0x1ED);
        Write(_host, "/etc/motd", "hello");
        _host.Files.CreateSymbolicLink("/etc/link", "motd");
        _host.Files.CreateHardLink("/etc/twin", "/etc/motd");
        _planned = new PlannedHost(_host);
    }

    private static void Write(IHost host, string path, string text) =>
        host.Files.Write(path, new MemoryStream(Encoding.UTF8.GetBytes(text)), new FilePlacement());

    private static string Read(IHost host, string path) => new StreamReader(host.Files.OpenRead(path)).ReadToEnd();

    [Fact]
    public void Writes_are_seen_above_and_not_beneath()
    {
        Write(_planned, "/etc/motd", "changed");
        _planned.Files.CreateDirectory("/etc/new", 0x1C0);
        _planned.Files.Remove("/etc/link");

        Assert.Equal("changed", Read(_planned, "/etc/motd"));
        Assert.Equal("hello", Read(_host, "/etc/motd"));
        Assert.Equal(["motd", "new", "twin"], _planned.Files.List("/etc").Order());
        Assert.Equal(["link", "motd", "twin"], _host.Files.List("/etc").Order());
        Assert.Null(_planned.Files.Status("/etc/link", follow: false));
    }

    [Fact]
    public void A_mode_set_through_one_name_is_seen_through_the_other()
    {
        _planned.Files.SetMode("/etc/motd", 0x180);

        Assert.Equal(0x180u, _planned.Files.Status("/etc/twin", follow: false)?.Mode);
        Assert.Equal(0x180u, _planned.Files.Status("/etc/link", follow: true)?.Mode);
        Assert.Equal(0x1A4u, _host.Files.Status("/etc/twin", follow: false)?.Mode);
    }

    [Fact]
    public void A_renamed_folder_keeps_what_it_held_beneath()
    {
        _planned.Files.Rename("/etc", "/moved");

        Assert.Equal("hello", Read(_planned, "/moved/link"));
        Assert.Null(_planned.Files.Status("/etc/motd", follow: false));
    }

    [Fact]
    public void Links_are_followed_through_folders_and_back()
    {
        _planned.Files.CreateSymbolicLink("/short", "etc/../etc/.");

        Assert.Equal("hello", Read(_planned, "/short/../etc/motd"));
        Assert.Equal("ELOOP", Assert.Throws<HostException>(() => { _planned.Files.CreateSymbolicLink("/a", "/a"); _planned.Files.OpenRead("/a"); }).Error);
    }

    [Fact]
    public void What_the_system_would_refuse_is_refused()
    {
        var other = new MemoryHost(new HostUser(1000, 1000, "/home/u"));

        Assert.Equal("EACCES", Assert.Throws<HostException>(() => Write(other, "/x", "")).Error);
        Assert.Equal("ENOTEMPTY", Assert.Throws<HostException>(() => _planned.Files.Remove("/etc")).Error);
        Assert.Equal("EISDIR", Assert.Throws<HostException>(() => Write(_planned, "/etc", "")).Error);
        Assert.Equal("ENOTDIR", Assert.Throws<HostException>(() => Write(_planned, "/etc/motd/x", "")).Error);
        Assert.Equal("ENOENT", Assert.Throws<HostException>(() => _planned.Files.Remove("/etc/none")).Error);
    }
}
