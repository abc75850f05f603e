using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages;

/// <summary>Manages packages of Alpine.</summary>
internal sealed partial class ApkOperation : IOperation
{
    public OperationSpec Spec { get; } = new("apk", "Manages apk packages")
    {
        Collection = "community.general",
        Arguments =
        [
            new("name", ArgumentType.List, "The packages") { Elements = ArgumentType.Text },
            new("state", ArgumentType.Text, "How the packages are to be") { Default = "present", Choices = ["present", "installed", "absent", "removed", "latest"] },
            new("no_cache", ArgumentType.Boolean, "Keep no lists of packages") { Default = false },
            new("repository", ArgumentType.List, "Repositories to use instead of those that are configured") { Elements = ArgumentType.Text },
            new("update_cache", ArgumentType.Boolean, "Make the lists of packages new first") { Default = false },
            new("upgrade", ArgumentType.Boolean, "Upgrade all packages") { Default = false },
            new("available", ArgumentType.Boolean, "Replace packages that are no longer there in an upgrade") { Default = false },
            new("world", ArgumentType.Text, "The file of packages that were asked for") { Default = "/etc/apk/world" },
        ],
        RequiredOneOf = [["name", "update_cache", "upgrade"]],
        MutuallyExclusive = [["name", "upgrade"]],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, tools) = (context.Arguments, new HostTools(context.Host));
        var names = arguments.Texts("name");
        if (arguments.Flag("update_cache"))
        {
            var updated = await tools.RunAsync(Request(context, ["update"], readOnly: false), cancellation);
            if (!updated.Succeeded) throw new OperationException("could not update package db", Outputs(updated).Build());
            if (names.Count == 0 && !arguments.Flag("upgrade")) return new OperationResult { Changed = true, Message = "updated repository indexes", Values = Outputs(updated).Build() };
        }
        if (arguments.Flag("upgrade")) return await UpgradeAsync(context, cancellation);
        return arguments.Text("state") switch
        {
            "absent" or "removed" => await RemoveAsync(context, names, cancellation),
            "latest" => await InstallAsync(context, names, latest: true, cancellation),
            _ => await InstallAsync(context, names, latest: false, cancellation),
        };
    }

    private static async ValueTask<OperationResult> UpgradeAsync(OperationContext context, CancellationToken cancellation)
    {
        string[] available = context.Arguments.Flag("available") ? ["--available"] : [];
        var outcome = await ChangeAsync(context, ["upgrade", .. available], cancellation);
        if (!outcome.Succeeded) throw new OperationException("failed to upgrade packages", Outputs(outcome).Build());
        var isNothing = outcome.Output.StartsWith("OK", StringComparison.Ordinal);
        return new OperationResult { Changed = !isNothing, Message = isNothing ? "packages already upgraded" : "upgraded packages", Values = Outputs(outcome).Build() };
    }

    private static async ValueTask<OperationResult> InstallAsync(OperationContext context, IReadOnlyList<string> names, bool latest, CancellationToken cancellation)
    {
        var world = (context.Host.Files.ReadTextOrNull(context.Arguments.RequiredText("world")) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var missing = names.Where(n => !world.Any(w => w == n || (w.StartsWith(n, StringComparison.Ordinal) && "@=<>~".Contains(w[n.Length], StringComparison.Ordinal)))).ToList();
        var old = new List<string>();
        foreach (var name in latest ? names.Except(missing) : [])
        {
            if (await IsOldAsync(context, name, cancellation)) old.Add(name);
        }
        if (missing.Count == 0 && old.Count == 0) return new OperationResult { Message = "package(s) already installed" };
        string[] packages = [.. missing, .. old];
        var outcome = await ChangeAsync(context, ["add", .. old.Count > 0 ? ["--upgrade"] : (string[])[], .. packages], cancellation);
        if (!outcome.Succeeded) throw new OperationException($"failed to install {string.Join(' ', packages)}", Outputs(outcome).Build());
        return new OperationResult { Changed = true, Message = $"installed {string.Join(' ', packages)} package(s)", Values = Outputs(outcome).Build() };
    }

    private static async ValueTask<OperationResult> RemoveAsync(OperationContext context, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var tools = new HostTools(context.Host);
        var installed = new List<string>();
        foreach (var name in names)
        {
            if ((await tools.RunAsync(Request(context, ["-v", "info", "--installed", name], readOnly: true), cancellation)).Succeeded) installed.Add(name);
        }
        if (installed.Count == 0) return new OperationResult { Message = "package(s) already removed" };
        var outcome = await ChangeAsync(context, ["del", "--purge", .. installed], cancellation);
        if (!outcome.Succeeded) throw new OperationException($"failed to remove {string.Join(' ', installed)} package(s)", Outputs(outcome).Build());
        return new OperationResult { Changed = true, Message = $"removed {string.Join(' ', installed)} package(s)", Values = Outputs(outcome).Build() };
    }

    private static async ValueTask<bool> IsOldAsync(OperationContext context, string name, CancellationToken cancellation)
    {
        var outcome = await new HostTools(context.Host).RunAsync(Request(context, ["version", name], readOnly: true), cancellation);
        return outcome.Lines.Any(l => l.StartsWith(name + "-", StringComparison.Ordinal) && l.Contains(" < ", StringComparison.Ordinal));
    }

    // apk can try what it would do, which is what a prediction asks.
    private static ValueTask<ToolOutcome> ChangeAsync(OperationContext context, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var isPlanned = context.Host.IsPlanned;
        return new HostTools(context.Host).RunAsync(Request(context, isPlanned ? [words[0], "--simulate", .. words.Skip(1)] : words, readOnly: isPlanned), cancellation);
    }

    private static ProcessRequest Request(OperationContext context, IReadOnlyList<string> words, bool readOnly)
    {
        var repositories = context.Arguments.Texts("repository").SelectMany(r => (string[])["--repository", r, "--repositories-file", "/dev/null"]);
        string[] noCache = context.Arguments.Flag("no_cache") ? ["--no-cache"] : [];
        return new ProcessRequest(new HostTools(context.Host).Require("apk"), [.. noCache, .. repositories, .. words]) { ReadOnly = readOnly };
    }

    private static MapBuilder Outputs(ToolOutcome outcome) => new()
    {
        { "stdout", outcome.Output },
        { "stderr", outcome.Error },
        { "packages", PackageLine().Matches(outcome.Output).Select(m => m.Groups[1].Value) },
    };

    [GeneratedRegex(@"^\(\d+/\d+\)\s+\S+\s+(\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PackageLine();
}
