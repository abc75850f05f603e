using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Sources;
using Plumb.Plugins.LockFile;

namespace Plumb.Cli.Commands.Providers;

/// <summary><c>providers lock</c>: writes the checksums of packages for other platforms into the lock file, from where the packages originate.</summary>
internal sealed class ProvidersLockCommand(Terminal terminal)
{
    private readonly Option<string[]> _platforms = new("-platform") { Description = "A platform to lock packages for, as linux_amd64; may be given several times." };
    private readonly Option<string?> _fsMirror = new("-fs-mirror") { Description = "Take packages from this directory in place of their registries." };
    private readonly Option<string?> _netMirror = new("-net-mirror") { Description = "Take packages from the network mirror at this address." };
    private readonly Argument<string[]> _providers = new("providers") { Arity = ArgumentArity.ZeroOrMore, Description = "The sources of the providers to lock; all where none is given." };

    public static Command Create(Terminal terminal) => new ProvidersLockCommand(terminal).Create();

    private Command Create()
    {
        var common = new CommonOptions();
        var command = new Command("lock", "Write the checksums of providers' packages into the lock file.") { _platforms, _fsMirror, _netMirror, _providers, common.NoColor };
        command.Add(new Option<bool>("-enable-plugin-cache") { Description = "Has no effect here.", Hidden = true });
        command.Add(new Option<string?>("-test-directory") { Description = "Where test files are.", Hidden = true });
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            await RunAsync(session, parsed, cancellation).ConfigureAwait(false);
            DiagnosticText.Write(terminal, session.Diagnostics, common.UsesColor(terminal, parsed));
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }

    private async Task RunAsync(ProjectSession session, ParseResult parsed, CancellationToken cancellation)
    {
        var run = new ProviderCommandRun(session);
        session.Diagnostics.AddRange(session.Plugins.Faults);
        var platforms = run.Platforms(parsed.GetValue(_platforms));
        var source = Source(session, parsed);
        if (session.Diagnostics.HasErrors || source is null || run.Requirements() is not { } all || run.Locks() is not { } before) return;
        var requirements = Selected(all, parsed.GetValue(_providers) ?? [], session.Diagnostics).Where(a => !a.IsBuiltin && a.Namespace != ProviderAddress.UnknownNamespace);
        var found = new List<(ProviderPlatform Platform, DependencyLocks Locks)>();
        foreach (var platform in platforms)
        {
            if (session.Diagnostics.HasErrors) return;
            if (await InstallAsync(session, source, requirements, before, platform, cancellation).ConfigureAwait(false) is { } locks) found.Add((platform, locks));
        }
        if (!session.Diagnostics.HasErrors) Save(session, run, requirements, before, found);
    }

    private IProviderPackageSource? Source(ProjectSession session, ParseResult parsed)
    {
        if (parsed.GetValue(_fsMirror) is { Length: > 0 } directory) return new FilesystemMirrorSource(session.Plugins.Environment.Absolute(directory));
        if (parsed.GetValue(_netMirror) is not { Length: > 0 } url) return session.Plugins.Sources.Direct;
        if (NetworkMirrorAddress.Parse(url) is { } address) return session.Plugins.Sources.OfMirror(address);
        session.Diagnostics.Add(InstallationRules.InvalidMirrorUrl, null, "The -net-mirror option requires a valid https: URL as the mirror base URL.");
        return null;
    }

    private static ProviderRequirements Selected(ProviderRequirements all, string[] given, DiagnosticBag diagnostics)
    {
        if (given.Length == 0) return all;
        var selected = new HashSet<ProviderAddress>();
        foreach (var text in given)
        {
            if (ProviderSource.Parse(text, null, diagnostics) is not { } address) continue;
            selected.Add(address);
            if (!all.Providers.ContainsKey(address)) diagnostics.Add(InstallationRules.InvalidArgument, null, $"The provider {address} is not required by the current configuration.");
        }
        return all.Where(selected.Contains);
    }

    /// <summary>The locks as an installation on the platform would leave them; its packages are not kept.</summary>
    private async Task<DependencyLocks?> InstallAsync(ProjectSession session, IProviderPackageSource source, ProviderRequirements requirements, DependencyLocks before, ProviderPlatform platform, CancellationToken cancellation)
    {
        var temporary = Directory.CreateTempSubdirectory("plumb-providers-lock-").FullName;
        try
        {
            var directory = new ProviderDirectory(temporary, temporary, platform);
            var installer = new ProviderInstaller(source, new PackageInstaller(session.Plugins.Http), directory, new LockingProgress(terminal, platform)) { Others = [.. before.Providers.Keys] };
            var outcome = await installer.InstallAsync(requirements, before, InstallationMode.Checksums, cancellation).ConfigureAwait(false);
            if (outcome.Failures.Count == 0) return outcome.Locks;
            session.Diagnostics.Add(InstallationRules.LockingFailed, null,
                $"The packages for {platform}, of which the checksums are needed, could not be had:\n{string.Join("\n", outcome.Failures.Select(f => $"- {f.Address}: {f.Reason.Message}"))}");
            return null;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private void Save(ProjectSession session, ProviderCommandRun run, ProviderRequirements requirements, DependencyLocks before, List<(ProviderPlatform Platform, DependencyLocks Locks)> found)
    {
        var (locks, changed) = (before, false);
        foreach (var address in requirements.Providers.Keys)
        {
            foreach (var (platform, own) in found)
            {
                if (own.Find(address) is not { } entry) continue;
                var (known, old) = (locks.Find(address), before.Find(address));
                locks = locks.With(ProviderLock.Create(address, entry.Version, entry.Constraints, entry.Hashes.Concat(known is { } k && k.Version == entry.Version ? k.Hashes : [])));
                var isNew = old is null || old.Version != entry.Version;
                var hasMore = isNew || entry.Hashes.Except(old?.Hashes ?? [], StringComparer.Ordinal).Any();
                changed |= hasMore;
                terminal.Out.WriteLine($"- Obtained {address.ForDisplay} checksums for {platform}; {(old is null ? "This was a new provider and the checksums for this platform are now tracked in the lock file"
                    : hasMore ? "Additional checksums for this platform are now tracked in the lock file" : "All checksums for this platform were already tracked in the lock file")}");
            }
        }
        LockFileWriter.Write(run.LockFile, locks, session.Diagnostics);
        if (session.Diagnostics.HasErrors) return;
        terminal.Out.WriteLine(changed
            ? $"\nSuccess! {terminal.Program.Product} has updated the lock file.\n\nReview the changes in .terraform.lock.hcl and then commit to your version control\nsystem to retain the new checksums.\n"
            : $"\nSuccess! {terminal.Program.Product} has validated the lock file and found no need for changes.");
    }
}
