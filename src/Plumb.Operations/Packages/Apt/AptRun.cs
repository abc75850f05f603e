using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Apt;

/// <summary>
/// One run of <c>apt</c>, in the order in which it does things: clean, make lists new, then one of upgrade, deb file, clean up, or
/// install and remove.
/// </summary>
internal sealed class AptRun(OperationContext context)
{
    private readonly MapData _arguments = context.Arguments;
    private readonly AptOptions _options = AptOptions.From(context.Arguments);
    private readonly HostTools _tools = new(context.Host);
    private readonly AptIndex _index = new(new HostTools(context.Host), context.Arguments);

    private bool IsPlanned => context.Host.IsPlanned;

    private string State => _arguments.RequiredText("state");

    private bool HasWork => Names.Count > 0 || Mode is not null || _arguments.Text("deb") is not null;

    private IReadOnlyList<string> Names => _arguments.Texts("package");

    private string? Mode => _arguments.Text("upgrade") is "no" ? null : _arguments.Text("upgrade");

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        if (_arguments.Flag("clean") && await CleanAsync(cancellation) is { } cleaned) return cleaned;
        await _index.RefreshAsync(cancellation);
        if ((_arguments.Flag("update_cache") || _arguments.Integer("cache_valid_time") > 0) && !HasWork)
        {
            return new OperationResult { Changed = _index.Updated, Values = CacheValues([]).Build() };
        }
        if (Mode is { } mode) return await UpgradeAsync(mode, cancellation);
        if (_arguments.Text("deb") is { Length: > 0 } deb) return await InstallFilesAsync(deb, cancellation);

        var packages = Names.Where(n => n != "*").Select(n => n.Trim()).Where(n => n.Length > 0).ToList();
        if (State == "latest" && Names.Contains("*"))
        {
            if (packages.Count > 0) throw new OperationException("unable to install additional packages when upgrading all installed packages");
            return await UpgradeAsync("yes", cancellation);
        }
        if (packages.Find(p => p.Count(c => c == '=') > 1) is { } invalid) throw new OperationException($"invalid package spec: {invalid}");
        if (packages.Count == 0 && _arguments.Flag("autoclean")) return await CleanUpAsync("autoclean", "Del ", cancellation);
        if (packages.Count == 0 && _arguments.Flag("autoremove")) return await CleanUpAsync("autoremove", "The following packages will be REMOVED", cancellation);
        var specs = await ExpandAsync(packages, cancellation);
        return State == "absent" ? await RemoveAsync(specs, cancellation) : await InstallAsync(specs, cancellation);
    }

    private async ValueTask<OperationResult?> CleanAsync(CancellationToken cancellation)
    {
        var outcome = await _tools.RunAsync(AptEnvironment.Request(_tools.Require("apt-get"), ["clean"]), cancellation);
        if (!outcome.Succeeded) throw new OperationException("apt-get clean failed", Outputs(outcome).Build());
        if (outcome.Error.Length > 0) throw new OperationException($"apt-get clean failed: {outcome.Error}", Outputs(outcome).Build());
        return HasWork ? null : new OperationResult { Changed = true, Message = outcome.Output, Values = Outputs(outcome).Build() };
    }

    private async ValueTask<IReadOnlyList<AptPackageSpec>> ExpandAsync(IReadOnlyList<string> packages, CancellationToken cancellation)
    {
        var specs = packages.Select(AptPackageSpec.Parse).ToList();
        if (!specs.Exists(s => s.HasWildcard)) return specs;
        var known = (await _tools.AskAsync("apt-cache", ["pkgnames"], cancellation)).Lines.ToList();
        return [.. specs.SelectMany(s => s.HasWildcard ? Matching(s, known) : [s])];
    }

    private static List<AptPackageSpec> Matching(AptPackageSpec spec, List<string> known)
    {
        var found = known.Where(name => ShellPattern.Matches(spec.Name, name)).Select(AptPackageSpec.Parse).ToList();
        return found.Count > 0 ? found : throw new OperationException($"No package(s) matching '{spec.Name}' available");
    }

    private async ValueTask<OperationResult> InstallAsync(IReadOnlyList<AptPackageSpec> specs, CancellationToken cancellation)
    {
        var isBuildDependency = State == "build-dep";
        var wanted = isBuildDependency ? [.. specs.Select(s => s.Text)] : await DecideAsync(specs, cancellation);
        var fixBroken = State == "fixed";
        OperationResult result;
        if (wanted.Count == 0)
        {
            result = new OperationResult();
        }
        else
        {
            var apt = _tools.Require("apt-get");
            var command = isBuildDependency
                ? AptCommand.BuildDependencies(apt, _options, wanted, IsPlanned, fixBroken)
                : AptCommand.Install(apt, _options, wanted, IsPlanned, fixBroken);
            var outcome = await RunAsync(command, cancellation);
            if (!outcome.Succeeded) throw new OperationException($"'{command.Text}' failed: {outcome.Error}", CacheValues(Outputs(outcome)).Build().With("rc", outcome.ExitCode));
            result = Changed(outcome, !isBuildDependency || !AptOutput.SaysNothingDone(outcome.Output));
        }
        if (!isBuildDependency && !IsPlanned) await new AptMarks(_tools).KeepAsync(specs.Select(s => s.Name), cancellation);
        return result with { Values = CacheValues(new MapBuilder(result.Values)).Build() };
    }

    private async ValueTask<IReadOnlyList<string>> DecideAsync(IReadOnlyList<AptPackageSpec> specs, CancellationToken cancellation)
    {
        var latest = State == "latest";
        var status = DpkgStatus.Read(context.Host.Files);
        var unclear = specs.Where(s => AptDecision.NeedsChoices(s, status.Find(s.Name), latest)).Select(s => s.Name).Distinct().ToList();
        var choices = await AptPolicy.AskAsync(_tools, unclear, _options.DefaultRelease, cancellation);
        var wanted = new List<string>();
        foreach (var spec in specs)
        {
            var choice = choices.GetValueOrDefault(spec.Name);
            var providers = choice is { IsVirtual: true } ? await ProvidersAsync(spec.Name, status, cancellation) : [];
            var (argument, problem) = AptDecision.Install(spec, status.Find(spec.Name), choice, providers, latest, _options.OnlyUpgrade);
            if (problem is not null) throw new OperationException(problem, problem.StartsWith("no available", StringComparison.Ordinal) ? CacheValues([]).Build() : MapData.Empty);
            if (argument is not null) wanted.Add(argument);
        }
        return wanted;
    }

    /// <summary>Packages that provide a name; of those that are not installed only the name is known.</summary>
    private async ValueTask<IReadOnlyList<DpkgPackage>> ProvidersAsync(string name, DpkgStatus status, CancellationToken cancellation)
    {
        var answer = await _tools.AskAsync("apt-cache", ["showpkg", name], cancellation);
        return [.. answer.Lines.SkipWhile(l => !l.StartsWith("Reverse Provides:", StringComparison.Ordinal)).Skip(1)
            .Select(l => l.Split(' ')[0]).Distinct()
            .Select(p => status.Find(p) ?? new DpkgPackage(p, "", "", "unknown", "not-installed"))];
    }

    private async ValueTask<OperationResult> RemoveAsync(IReadOnlyList<AptPackageSpec> specs, CancellationToken cancellation)
    {
        var status = DpkgStatus.Read(context.Host.Files);
        var wanted = specs.Where(s => IsToBeRemoved(s, status.Find(s.Name))).Select(s => s.Text).ToList();
        if (wanted.Count == 0) return new OperationResult();
        var command = AptCommand.Remove(_tools.Require("apt-get"), _options, wanted, IsPlanned);
        var outcome = await RunAsync(command, cancellation);
        if (!outcome.Succeeded)
        {
            throw new OperationException(
                $"'apt-get remove {string.Join(' ', wanted.Select(w => $"'{w}'"))}' failed: {outcome.Error}", Outputs(outcome).Build().With("rc", outcome.ExitCode));
        }
        return Changed(outcome, changed: true);
    }

    private bool IsToBeRemoved(AptPackageSpec spec, DpkgPackage? package) => package switch
    {
        null => false,
        { IsInstalled: true } => spec.Accepts(package.Version) || _options.Purge,
        _ => _options.Purge && package.State != "not-installed",
    };

    private async ValueTask<OperationResult> CleanUpAsync(string operation, string signOfChange, CancellationToken cancellation)
    {
        var outcome = await RunAsync(AptCommand.Clean(_tools.Require("apt-get"), _options, operation, IsPlanned), cancellation);
        if (!outcome.Succeeded) throw new OperationException($"'apt-get {operation}' failed: {outcome.Error}", Outputs(outcome).Build().With("rc", outcome.ExitCode));
        return Changed(outcome, outcome.Output.Contains(signOfChange, StringComparison.Ordinal));
    }

    private async ValueTask<OperationResult> UpgradeAsync(string mode, CancellationToken cancellation)
    {
        var useAptitude = mode != "dist" && !_arguments.Flag("force_apt_get") && _tools.Has("aptitude");
        string[] autoremove = _options.Autoremove ? ["--auto-remove"] : [];
        string[] words = (mode, useAptitude) switch
        {
            ("full", true) => ["full-upgrade"],
            (_, true) => ["safe-upgrade"],
            ("dist" or "full", _) => ["dist-upgrade", .. autoremove],
            _ => ["upgrade", "--with-new-pkgs", .. autoremove],
        };
        var name = useAptitude ? "aptitude" : "apt-get";
        var outcome = await RunAsync(AptCommand.Upgrade(_tools.Require(name), _options, words, useAptitude, IsPlanned), cancellation);
        if (!outcome.Succeeded)
        {
            throw new OperationException($"'{name} {string.Join(' ', words)}' failed: {outcome.Error}", Outputs(outcome).Build().With("rc", outcome.ExitCode));
        }
        return Changed(outcome, !AptOutput.SaysNothingDone(outcome.Output)) with { Message = outcome.Output };
    }

    private async ValueTask<OperationResult> InstallFilesAsync(string files, CancellationToken cancellation)
    {
        if (State != "present") throw new OperationException("deb only supports state=present");
        var wanted = await new DebFiles(context, _tools, _options).DecideAsync(files, cancellation);
        if (wanted.Count == 0) return new OperationResult { Values = new MapBuilder { { "stdout", "" }, { "stderr", "" } }.Build() };
        var command = AptCommand.Install(_tools.Require("apt-get"), _options with { OnlyUpgrade = false }, wanted, IsPlanned, fixBroken: false);
        var outcome = await RunAsync(command, cancellation);
        if (!outcome.Succeeded) throw new OperationException($"{command.Text} failed", Outputs(outcome).Build());
        return Changed(outcome, changed: true);
    }

    private async ValueTask<ToolOutcome> RunAsync(AptCommand command, CancellationToken cancellation)
    {
        using var policy = new PolicyRcD(context.Host, _arguments.Integer("policy_rc_d"));
        return await _tools.RunAsync(AptEnvironment.Request(command.Program, command.Arguments, readOnly: IsPlanned), cancellation);
    }

    private OperationResult Changed(ToolOutcome outcome, bool changed) => new()
    {
        Changed = changed,
        Values = Outputs(outcome).Build(),
        Diffs = context.Request.Diff ? [new ContentDiff("", "") { Prepared = AptOutput.Changes(outcome.Output) }] : [],
        Prediction = IsPlanned ? Prediction.Predicted : Prediction.Exact,
    };

    private static MapBuilder Outputs(ToolOutcome outcome) => new() { { "stdout", outcome.Output }, { "stderr", outcome.Error } };

    private MapBuilder CacheValues(MapBuilder values)
    {
        values.Add("cache_updated", _index.Updated);
        values.Add("cache_update_time", _index.UpdateTime);
        return values;
    }
}
