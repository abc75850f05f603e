using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Dnf;

/// <summary>One task of <see cref="DnfOperation"/>: asks the database of packages before and after, and has the program do the rest.</summary>
internal sealed class DnfRun(OperationContext context, CancellationToken cancellation)
{
    private const string Identity = "%{NAME}-%{EPOCHNUM}:%{VERSION}-%{RELEASE}.%{ARCH}\\n";
    private const string Separator = "|";

    private readonly MapData _arguments = context.Arguments;
    private readonly HostTools _tools = new(context.Host);

    /// <summary>Names may stand in one text with commas.</summary>
    private IReadOnlyList<string> Names => field ??= [.. _arguments.Texts("name").SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public async ValueTask UpdateListsAsync()
    {
        var outcome = await _tools.RunAsync(Request(["makecache", "--refresh"], readOnly: false), cancellation);
        if (!outcome.Succeeded) throw Failure("Failed to update the lists of packages", outcome);
    }

    public async ValueTask<OperationResult> InstallAsync()
    {
        if (Names.Count == 0) return Nothing("Cache updated");
        var missing = new List<string>();
        foreach (var name in Names)
        {
            if (!await IsInstalledAsync(name)) missing.Add(name);
        }
        return missing.Count == 0 ? Nothing("Nothing to do") : await ChangeAsync(["install", .. Choices(), .. missing]);
    }

    public async ValueTask<OperationResult> UpgradeAsync()
    {
        string[] advisories = [.. _arguments.Flag("security") ? ["--security"] : (string[])[], .. _arguments.Flag("bugfix") ? ["--bugfix"] : (string[])[]];
        if (Names.Count == 0) return Nothing("Cache updated");
        if (Names is ["*"]) return await ChangeAsync(["upgrade", .. advisories, .. Choices()]);
        var (installed, missing) = (new List<string>(), new List<string>());
        foreach (var name in Names) (await IsInstalledAsync(name) ? installed : missing).Add(name);
        // What is there may have to be told apart from what is not: install leaves a package alone that any version of is there.
        var results = new List<OperationResult>();
        if (installed.Count > 0) results.Add(await ChangeAsync(["upgrade", .. advisories, .. Choices(), .. installed]));
        if (missing.Count > 0 && !_arguments.Flag("update_only")) results.Add(await ChangeAsync(["install", .. Choices(), .. missing]));
        if (results.Count == 0) return Nothing("Nothing to do");
        return results[^1] with { Changed = results.Exists(r => r.Changed), Values = results[^1].Values.With("results", DataValue.Of([.. results.SelectMany(r => r.Values.Texts("results"))])) };
    }

    public async ValueTask<OperationResult> RemoveAsync()
    {
        var present = new List<string>();
        foreach (var name in Names)
        {
            if (await IsInstalledAsync(name)) present.Add(name);
        }
        if (present.Count == 0 && (Names.Count > 0 || !_arguments.Flag("autoremove"))) return Nothing("Nothing to do");
        return await ChangeAsync([_arguments.Flag("autoremove") ? "autoremove" : "remove", .. present]);
    }

    public async ValueTask<OperationResult> ListAsync(string what)
    {
        var outcome = what == "repos" ? await _tools.RunAsync(Request(["-q", "repolist"], readOnly: true), cancellation) : await _tools.RunAsync(Request(["-q", "repoquery", .. Query(what)], readOnly: true), cancellation);
        if (!outcome.Succeeded) throw Failure($"Failed to list {what}", outcome);
        IEnumerable<DataValue> listed = what == "repos"
            ? outcome.Lines.Skip(1).Select(l => (DataValue)new MapBuilder { ["repoid"] = l.Split(' ')[0], ["state"] = "enabled" }.Build())
            : outcome.Lines.Select(l => l.Split(Separator)).Where(f => f.Length == 6).Select(f => (DataValue)Package(f, what == "installed"));
        return new OperationResult { Message = "", Values = new MapBuilder { ["results"] = new ListData([.. listed]), ["rc"] = 0 }.Build() };
    }

    private static string[] Query(string what)
    {
        string[] which = what switch { "installed" => ["--installed"], "updates" or "upgrades" => ["--upgrades"], "available" => ["--available"], _ => [what] };
        return [.. which, "--qf", string.Join(Separator, "%{name}", "%{epoch}", "%{version}", "%{release}", "%{arch}", "%{repoid}") + "\\n"];
    }

    private static MapData Package(string[] fields, bool isInstalled) => new MapBuilder
    {
        ["name"] = fields[0],
        ["epoch"] = fields[1],
        ["version"] = fields[2],
        ["release"] = fields[3],
        ["arch"] = fields[4],
        ["repo"] = fields[5],
        ["envra"] = $"{fields[1]}:{fields[0]}-{fields[2]}-{fields[3]}.{fields[4]}",
        ["nevra"] = $"{fields[0]}-{fields[1]}:{fields[2]}-{fields[3]}.{fields[4]}",
        ["yumstate"] = isInstalled || fields[5].StartsWith('@') ? "installed" : "available",
    }.Build();

    private static OperationResult Nothing(string message) => new() { Message = message, Values = new MapBuilder { ["rc"] = 0, ["results"] = ListData.Empty }.Build() };

    /// <summary>Whether something installed is, or provides, what a name says. Groups and addresses are left to the program.</summary>
    private async ValueTask<bool> IsInstalledAsync(string name)
    {
        if (name.StartsWith('@') || name.Contains("://", StringComparison.Ordinal) || name.EndsWith(".rpm", StringComparison.Ordinal)) return false;
        string[] root = _arguments.Text("installroot") is { Length: > 1 } folder ? ["--root", folder] : [];
        var any = name.Contains('*', StringComparison.Ordinal) ? await _tools.AskAsync("rpm", [.. root, "-qa", name], cancellation) : await _tools.AskAsync("rpm", [.. root, "-q", "--whatprovides", name.Split([' ', '<', '>', '='])[0]], cancellation);
        if (!any.Succeeded || any.Output.Trim().Length == 0) return (await _tools.AskAsync("rpm", [.. root, "-q", name], cancellation)).Succeeded;
        // A version that is asked for is for the program to judge.
        return name.IndexOfAny(['<', '>', '=']) < 0;
    }

    private string[] Choices()
    {
        var words = new List<string>();
        void Add(string argument, string option)
        {
            if (_arguments.Flag(argument)) words.Add(option);
        }
        Add("allowerasing", "--allowerasing");
        Add("nobest", "--nobest");
        Add("best", "--best");
        Add("skip_broken", "--skip-broken");
        Add("download_only", "--downloadonly");
        if (_arguments.Text("download_dir") is { Length: > 0 } folder) words.AddRange(["--downloaddir", folder]);
        return [.. words];
    }

    private async ValueTask<OperationResult> ChangeAsync(string[] words)
    {
        var isPlanned = context.Host.IsPlanned;
        var before = await InstalledAsync();
        // A trial says no at the end of what it would do, and ends with a failure if there was anything to do.
        var outcome = await _tools.RunAsync(Request([isPlanned ? "--assumeno" : "-y", .. words], readOnly: isPlanned), cancellation);
        var isAborted = isPlanned && (outcome.Output + outcome.Error).Contains("Operation aborted", StringComparison.Ordinal);
        if (!outcome.Succeeded && !isAborted) throw Failure(Reason(outcome), outcome);
        if (isPlanned) return new OperationResult { Changed = isAborted, Message = "Check mode: No changes made, but would have if not in check mode", Values = new MapBuilder { ["rc"] = 0, ["results"] = ListData.Empty }.Build(), Prediction = Prediction.Predicted };
        var after = await InstalledAsync();
        string[] results = [.. after.Except(before).Order(StringComparer.Ordinal).Select(p => $"Installed: {p}"), .. before.Except(after).Order(StringComparer.Ordinal).Select(p => $"Removed: {p}")];
        return new OperationResult { Changed = results.Length > 0, Message = results.Length > 0 ? "" : "Nothing to do", Values = new MapBuilder { ["rc"] = 0, ["results"] = DataValue.Of(results) }.Build() };
    }

    private async ValueTask<HashSet<string>> InstalledAsync()
    {
        string[] root = _arguments.Text("installroot") is { Length: > 1 } folder ? ["--root", folder] : [];
        return [.. (await _tools.AskAsync("rpm", [.. root, "-qa", "--qf", Identity], cancellation)).Lines];
    }

    private static string Reason(ToolOutcome outcome)
    {
        var lines = (outcome.Error + "\n" + outcome.Output).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        return lines.Find(l => l.StartsWith("Error:", StringComparison.Ordinal) || l.StartsWith("No match", StringComparison.Ordinal) || l.StartsWith("Unable to find", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "Failed to install some of the specified packages";
    }

    private static OperationException Failure(string message, ToolOutcome outcome) =>
        new(message, new MapBuilder { ["rc"] = outcome.ExitCode, ["results"] = ListData.Empty, ["failures"] = DataValue.Of([.. outcome.Error.Split('\n').Where(l => l.Trim().Length > 0)]), ["stdout"] = outcome.Output, ["stderr"] = outcome.Error }.Build());

    private ProcessRequest Request(string[] words, bool readOnly) => new(_tools.Require(Program), [.. Common(), .. words]) { ReadOnly = readOnly };

    private string Program => _arguments.Text("use_backend") switch
    {
        "dnf5" => "dnf5",
        "dnf" or "dnf4" => "dnf",
        "yum" or "yum4" => "yum",
        _ => _tools.Has("dnf") ? "dnf" : _tools.Has("dnf5") ? "dnf5" : _tools.Has("yum") ? "yum" : "dnf",
    };

    private List<string> Common()
    {
        var words = new List<string>();
        void Each(string argument, string option) => words.AddRange(_arguments.Texts(argument).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(v => $"--{option}={v}"));
        void Value(string argument, string option)
        {
            if (_arguments.Text(argument) is { Length: > 0 } value) words.Add($"--{option}={value}");
        }
        Value("conf_file", "config");
        Each("disablerepo", "disablerepo");
        Each("enablerepo", "enablerepo");
        Each("exclude", "exclude");
        Each("disable_plugin", "disableplugin");
        Each("enable_plugin", "enableplugin");
        Value("disable_excludes", "disableexcludes");
        Value("releasever", "releasever");
        if (_arguments.Text("installroot") is { Length: > 1 } root) words.Add($"--installroot={root}");
        if (_arguments.Flag("disable_gpg_check")) words.Add("--nogpgcheck");
        if (_arguments.Flag("cacheonly")) words.Add("--cacheonly");
        if (!_arguments.Flag("install_weak_deps")) words.Add("--setopt=install_weak_deps=False");
        if (!_arguments.Flag("sslverify")) words.Add("--setopt=sslverify=False");
        return words;
    }
}
