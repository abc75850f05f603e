using Plumb.Operations.Data;
using Plumb.Operations.Users;

namespace Plumb.Operations.Tests.Users;

public class UserTests
{
    private readonly RecordedHost _host = new RecordedHost()
        .File("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nbob:x:2000:100:Bob:/home/bob:/bin/sh\n")
        .File("/etc/group", "root:x:0:\nusers:x:100:\nadm:x:4:bob\nsudo:x:27:bob\n")
        .File("/etc/shadow", "bob:!$6$salt$hash:19000:0:99999:7:::\n")
        .Folder("/home/bob").Program("usermod").Program("useradd").Program("userdel").Program("chage").Program("groupadd");

    private async Task<string> CommandAsync(MapBuilder arguments)
    {
        await _host.RunAsync("user", arguments);
        return string.Join(" && ", _host.Started.Where(c => !c.StartsWith("getent", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_user_who_is_as_asked_for_starts_no_program()
    {
        var result = await _host.RunAsync("user", new MapBuilder { { "name", "bob" }, { "comment", "Bob" }, { "shell", "/bin/sh" }, { "groups", (string[])["sudo", "adm"] }, { "uid", 2000 } });

        Assert.False(result.Changed);
        Assert.Empty(_host.Started);
        Assert.Equal("/home/bob", result.Values.Text("home"));
    }

    [Fact]
    public async Task Only_what_differs_is_changed() => Assert.Equal(
        "usermod -g 4 -G sudo -c B -e 2030-01-01 -U bob",
        await CommandAsync(new MapBuilder { { "name", "bob" }, { "group", "adm" }, { "groups", (string[])["sudo"] }, { "comment", "B" }, { "expires", 1893456000 }, { "password_lock", false } }));

    [Fact]
    public async Task Appending_names_only_groups_that_are_missing_and_leaves_the_rest() => Assert.Equal(
        "usermod -a -G users,adm bob",
        await CommandAsync(new MapBuilder { { "name", "bob" }, { "groups", (string[])["users", "adm"] }, { "append", true } }));

    [Fact]
    public async Task A_new_user_is_made_with_all_that_is_asked_for() => Assert.Equal(
        "useradd -u 3000 -g adm -G sudo -c C -d /home/c -s /bin/zsh -m c",
        await CommandAsync(new MapBuilder
        {
            { "name", "c" }, { "uid", 3000 }, { "group", "adm" }, { "groups", (string[])["sudo"] }, { "comment", "C" }, { "home", "/home/c" }, { "shell", "/bin/zsh" },
        }));

    [Fact]
    public async Task A_group_that_is_missing_fails_before_anything_is_done()
    {
        var result = await _host.RunAsync("user", new MapBuilder { { "name", "bob" }, { "groups", (string[])["nope"] } });

        Assert.Equal("Group nope does not exist", result.Message);
        Assert.Empty(_host.Started);
    }

    [Fact]
    public async Task A_check_changes_nothing()
    {
        Assert.True((await _host.RunAsync("user", new MapBuilder { { "name", "bob" }, { "shell", "/bin/zsh" } }, check: true)).Changed);
        Assert.True((await _host.RunAsync("user", new MapBuilder { { "name", "new" } }, check: true)).Changed);
        Assert.True((await _host.RunAsync("group", new MapBuilder { { "name", "new" } }, check: true)).Changed);
        Assert.Empty(_host.Started);
        Assert.DoesNotContain("new", _host.Read("/etc/passwd"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret", false)]
    [InlineData("!", true)]
    [InlineData("$1$short", false)]
    [InlineData("$y$j9T$abc$def", true)]
    public void A_password_must_look_like_a_hash(string password, bool expected) => Assert.Equal(expected, PasswordHash.LooksHashed(password));

    [Fact]
    public void BusyBox_has_a_program_for_each_part()
    {
        var commands = new BusyBoxTools().Create(new UserRequest("a") { Password = "$6$x$y", System = true }, ["b"], groupOfSameName: false);

        Assert.Equal(["adduser -D -S a", "chpasswd --encrypted", "adduser a b"], commands.Select(c => $"{c.Program} {string.Join(' ', c.Arguments)}"));
        Assert.Equal("a:$6$x$y", commands[1].Input);
    }
}
