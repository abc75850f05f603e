using System.Text.RegularExpressions;

namespace Plumb.EndToEnd.RealHosts;

/// <summary>A whole play, of the kind that people have, does to real hosts what it does under the peer.</summary>
[Collection(FullHostsGroup.Name)]
public sealed partial class SiteTests(FullHosts hosts) : IDisposable
{
    private const string Peer = "/usr/bin/ansible-playbook";
    private const string Names = "TASK [Names]";
    private static readonly string _site = Path.Combine(Repository.Root, "tests", "Plumb.EndToEnd", "RealHosts", "site");

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-site-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_play_run_twice_says_the_same_and_leaves_the_same_files_as_under_the_peer()
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        Assert.SkipUnless(File.Exists(Peer), "ansible-core is not installed");
        await WritePipeliningAsync();
        string[] kinds = ["plain", "booted"];
        var all = await Task.WhenAll(kinds.SelectMany(k => new[] { Task.Run(() => RunTwice($"{k}-a", isPeer: false)), Task.Run(() => RunTwice($"{k}-b", isPeer: true)) }));
        for (var i = 0; i < kinds.Length; i++)
        {
            var (ours, peers) = (all[2 * i], all[2 * i + 1]);
            Assert.Equal(peers.First, ours.First);
            Assert.Equal(peers.Second, ours.Second);
            Assert.Contains("failed=0", ours.First, StringComparison.Ordinal);
            Assert.Contains(" changed=0 ", ours.Second, StringComparison.Ordinal);
            var tree = FileTree.Read(hosts.ChangesOf($"{kinds[i]}-a"), hosts.Root);
            Assert.Empty(tree.DifferencesFrom(FileTree.Read(hosts.ChangesOf($"{kinds[i]}-b"), hosts.Root)));
        }
    }

    [Fact]
    public async Task Modules_name_what_they_return_as_under_the_peer()
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        Assert.SkipUnless(File.Exists(Peer), "ansible-core is not installed");
        await WritePipeliningAsync();
        var both = await Task.WhenAll(Task.Run(() => RunReturned("plain-a", isPeer: false)), Task.Run(() => RunReturned("plain-b", isPeer: true)));
        Assert.Equal(both[1], both[0]);
        Assert.Contains("failed=0", both[0], StringComparison.Ordinal);
    }

    private Task WritePipeliningAsync() => File.WriteAllTextAsync(Path.Combine(_folder, "ansible.cfg"), "[ssh_connection]\npipelining = true\n", TestContext.Current.CancellationToken);

    private (string First, string Second) RunTwice(string host, bool isPeer)
    {
        var inventory = Path.Combine(_folder, host);
        File.WriteAllText(inventory, hosts.InventoryOf(host));
        return (Run(inventory, isPeer, "site.yml", "system.yml"), Run(inventory, isPeer, "site.yml", "system.yml"));
    }

    private string RunReturned(string host, bool isPeer)
    {
        var inventory = Path.Combine(_folder, host);
        File.WriteAllText(inventory, hosts.InventoryOf(host));
        var output = Run(inventory, isPeer, "returned.yml");
        // What is printed before are results that failed, with times that differ.
        Assert.Contains(Names, output, StringComparison.Ordinal);
        return output[output.IndexOf(Names, StringComparison.Ordinal)..];
    }

    private string Run(string inventory, bool isPeer, params string[] playbooks)
    {
        var environment = new Dictionary<string, string>
        {
            ["ANSIBLE_CONFIG"] = Path.Combine(_folder, "ansible.cfg"),
            ["ANSIBLE_STDOUT_CALLBACK"] = "default",
            ["ANSIBLE_NOCOLOR"] = "1",
            ["ANSIBLE_SSH_CONTROL_PATH_DIR"] = Path.Combine(_folder, "cp"),
            ["LC_ALL"] = "C.UTF-8",
        };
        string[] arguments = ["-i", inventory, "--diff", .. playbooks.Select(p => Path.Combine(_site, p))];
        var (exit, output, error) = isPeer ? Programs.Other(Peer, environment, _site, arguments) : Programs.PlumbApart(environment, _site, ["play", .. arguments]);
        output = JobNumber().Replace(AfterHeader().Replace(output, "+++ after: $1"), "jid=");
        return $"{output}exit {exit}{(exit == 0 ? "" : error)}\n";
    }

    /// <summary>The peer names a copy that it makes for itself, we the file of the user; content that is no file has a name of chance.</summary>
    [GeneratedRegex(@"^\+\+\+ after: (?:.*/)?(?:tmp\w{8}|\.ansible_content|([^/\n]+))$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex AfterHeader();

    [GeneratedRegex(@"jid=j\d+\.\d+", RegexOptions.CultureInvariant)]
    private static partial Regex JobNumber();
}
