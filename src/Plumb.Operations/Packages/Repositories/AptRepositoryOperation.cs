using System.Text.Json;
using Plumb.Operations.Data;
using Plumb.Operations.Facts.Distributions;
using Plumb.Operations.Facts;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Packages.Apt;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Repositories;

/// <summary>Adds sources of packages to Debian and its relatives, and removes them.</summary>
internal sealed class AptRepositoryOperation : IOperation
{
    public OperationSpec Spec { get; } = new("apt_repository", "Add and remove APT repositories")
    {
        Arguments =
        [
            new("repo", ArgumentType.Text, "The source's line, or ppa:OWNER/NAME") { Required = true },
            new("mode", ArgumentType.Raw, "The permissions of a new file"),
            new("state", ArgumentType.Text, "Whether the source is to be there") { Default = "present", Choices = ["absent", "present"] },
            new("update_cache", ArgumentType.Boolean, "Make the lists of packages new after a change") { Default = true, Aliases = ["update-cache"] },
            new("update_cache_retries", ArgumentType.Integer, "How often making the lists new is tried") { Default = 5 },
            new("update_cache_retry_max_delay", ArgumentType.Integer, "The longest wait between tries in seconds") { Default = 12 },
            new("validate_certs", ArgumentType.Boolean, "Check the certificate of Launchpad") { Default = true },
            new("filename", ArgumentType.Text, "The file's name without its ending"),
            new("codename", ArgumentType.Text, "The release whose PPA is meant"),
            new("install_python_apt", ArgumentType.Boolean, "Has no use here: nothing of Python's is needed") { Default = true },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var repo = arguments.RequiredText("repo");
        if (repo.Length == 0) throw new OperationException("Please set argument 'repo' to a non-empty value");
        var sources = new AptSources(files);
        var before = sources.Render();
        if (repo.StartsWith("ppa:", StringComparison.Ordinal)) await ChangePpaAsync(context, sources, repo, cancellation);
        else Change(arguments, sources, repo, AptSource.Parse(repo));

        var after = sources.Render();
        var changes = before.Keys.Union(after.Keys).Where(f => before.GetValueOrDefault(f) != after.GetValueOrDefault(f)).ToList();
        if (changes.Count > 0) await ApplyAsync(context, before, after, cancellation);
        return new OperationResult
        {
            Changed = changes.Count > 0,
            // Its difference is there even if there is none.
            Values = new MapBuilder { { "repo", repo }, { "state", arguments.Text("state") }, { "diff", MapData.Empty } }.Build(),
            Diffs = changes.Count == 0 || !context.Request.Diff ? [] : [.. before.Keys.Union(after.Keys).Select(f => Diff(f, before, after))],
        };
    }

    private static void Change(MapData arguments, AptSources sources, string repo, AptSource source)
    {
        if (!source.IsValid || !source.IsEnabled) throw new OperationException($"Invalid repository string: {(source.IsEnabled ? repo : repo.Trim()[1..])}");
        if (arguments.Text("state") == "present") sources.Add(source.Text, AptSources.FileNameFor(source.Text, arguments.Text("filename")));
        else sources.Remove(source.Text);
    }

    private static async ValueTask ChangePpaAsync(OperationContext context, AptSources sources, string repo, CancellationToken cancellation)
    {
        var codename = context.Arguments.Text("codename") ?? OsRelease.Read(new FactFiles(context.Host.Files)).GetValueOrDefault("VERSION_CODENAME", "");
        var parts = repo.Split(':')[1].Split('/');
        var (owner, name) = (parts[0], parts.Length > 1 ? parts[1] : "ppa");
        var source = $"deb http://ppa.launchpad.net/{owner}/{name}/ubuntu {codename} main";
        if (context.Arguments.Text("state") != "present")
        {
            sources.Remove(source);
            return;
        }
        if (sources.Has(source)) return;
        await AddPpaKeyAsync(context, owner, name, cancellation);
        sources.Add(source, AptSources.FileNameFor($"{repo}_{codename}", context.Arguments.Text("filename")));
    }

    private static async ValueTask AddPpaKeyAsync(OperationContext context, string owner, string name, CancellationToken cancellation)
    {
        using var reader = new StreamReader(await PackageDownload.ReadAsync(context, $"https://launchpad.net/api/1.0/~{owner}/+archive/{name}", cancellation));
        var fingerprint = Fingerprint(await reader.ReadToEndAsync(cancellation));
        if (context.Host.IsPlanned) return;
        var keyring = $"/etc/apt/trusted.gpg.d/{owner}-{name}.gpg";
        if (context.Host.Files.Exists(keyring)) return;
        var tools = new HostTools(context.Host);
        var outcome = await tools.ChangeAsync(
            "gpg", ["--no-tty", "--no-default-keyring", "--keyring", keyring, "--keyserver", "hkp://keyserver.ubuntu.com:80", "--recv-keys", fingerprint], cancellation);
        if (!outcome.Succeeded) throw new OperationException("Unable to get required signing key", new MapBuilder { { "rc", outcome.ExitCode }, { "stderr", outcome.Error } }.Build());
        context.Host.Files.SetMode(keyring, 0x1A4);
    }

    private static string Fingerprint(string answer)
    {
        try
        {
            return (DataJson.Parse(answer) as MapData)?.Text("signing_key_fingerprint") ?? throw new OperationException("failed to fetch PPA information");
        }
        catch (JsonException e)
        {
            throw new OperationException($"failed to fetch PPA information, error was: {e.Message}");
        }
    }

    private static async ValueTask ApplyAsync(
        OperationContext context, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, CancellationToken cancellation)
    {
        Write(context, before, after);
        if (!context.Arguments.Flag("update_cache") || context.Host.IsPlanned) return;
        try
        {
            await new AptIndex(new HostTools(context.Host), context.Arguments).UpdateAsync(cancellation);
        }
        catch (OperationException)
        {
            // Sources that cannot be read would keep every later task from installing anything.
            Write(context, after, before);
            throw;
        }
    }

    private static void Write(OperationContext context, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var files = context.Host.Files;
        foreach (var path in before.Keys.Except(after.Keys)) files.Remove(path);
        foreach (var (path, text) in after.Where(f => before.GetValueOrDefault(f.Key) != f.Value))
        {
            files.WriteText(path, text, new FilePlacement(files.Exists(path) ? null : Mode(context.Arguments["mode"])));
        }
    }

    private static uint Mode(DataValue? mode) => mode switch
    {
        TextData text when text.Value.Length is > 0 and < 6 && text.Value.All(c => c is >= '0' and <= '7') => Convert.ToUInt32(text.Value, 8),
        IntegerData number => (uint)number.Value,
        _ => 0x1A4,
    };

    private static ContentDiff Diff(string path, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        new(before.GetValueOrDefault(path, ""), after.GetValueOrDefault(path, ""))
        {
            BeforeHeader = before.ContainsKey(path) ? path : "/dev/null",
            AfterHeader = after.ContainsKey(path) ? path : "/dev/null",
        };
}
