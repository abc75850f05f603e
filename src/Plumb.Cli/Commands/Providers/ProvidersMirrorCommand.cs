using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Mirrors;
using Plumb.Plugins.Installation.Sources;
using Plumb.Plugins.LockFile;

namespace Plumb.Cli.Commands.Providers;

/// <summary><c>providers mirror</c>: fills a directory with the packages that a project needs, as a filesystem mirror or, behind a web server, a network mirror.</summary>
internal sealed class ProvidersMirrorCommand(Terminal terminal)
{
    private static readonly DiagnosticRule NoDirectory = new("CLI151", Severity.Error, "No output directory specified");

    private readonly Option<string[]> _platforms = new("-platform") { Description = "A platform to get packages for, as linux_amd64; may be given several times." };
    private readonly Option<bool> _lockFile = new("-lock-file") { Description = "Do not keep to the versions of the lock file.", DefaultValueFactory = _ => true };
    private readonly Argument<string?> _directory = new("directory") { Arity = ArgumentArity.ZeroOrOne, Description = "Where to put the packages." };

    public static Command Create(Terminal terminal) => new ProvidersMirrorCommand(terminal).Create();

    private Command Create()
    {
        var common = new CommonOptions();
        var command = new Command("mirror", "Fill a directory with the packages of all providers.") { _platforms, _lockFile, _directory, common.NoColor };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            if (parsed.GetValue(_directory) is { Length: > 0 } directory) await RunAsync(session, Path.GetFullPath(directory, terminal.WorkingDirectory), parsed, cancellation).ConfigureAwait(false);
            else session.Diagnostics.Add(NoDirectory, null, "The providers mirror command needs a directory as its argument.");
            DiagnosticText.Write(terminal, session.Diagnostics, common.UsesColor(terminal, parsed));
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }

    private async Task RunAsync(ProjectSession session, string directory, ParseResult parsed, CancellationToken cancellation)
    {
        var run = new ProviderCommandRun(session);
        session.Diagnostics.AddRange(session.Plugins.Faults);
        var platforms = run.Platforms(parsed.GetValue(_platforms));
        if (session.Diagnostics.HasErrors || run.Requirements() is not { } requirements || run.Locks() is not { } locks) return;
        if (!parsed.GetValue(_lockFile)) locks = DependencyLocks.Empty;
        foreach (var address in requirements.Providers.Keys)
        {
            if (address.IsBuiltin)
            {
                Line($"- Skipping {address.ForDisplay} because it is built in to {terminal.Program.Product}");
                continue;
            }
            Line($"- Mirroring {address.ForDisplay}...");
            if (await SelectAsync(session, address, requirements, locks, cancellation).ConfigureAwait(false) is not { } version) continue;
            foreach (var platform in platforms) await SaveAsync(session, address, version, platform, directory, cancellation).ConfigureAwait(false);
        }
        try
        {
            await MirrorIndexes.WriteAsync(directory, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            session.Diagnostics.Add(InstallationRules.IndexFailed, null, $"The lists of what the mirror has cannot be written: {e.Message}");
        }
    }

    private async Task<SemanticVersion?> SelectAsync(ProjectSession session, ProviderAddress address, ProviderRequirements requirements, DependencyLocks locks, CancellationToken cancellation)
    {
        var constraints = requirements.Constraints(address);
        var text = constraints.ToCanonicalString();
        if (locks.Find(address) is { } locked)
        {
            if (ProviderVersions.Admit(constraints, locked.Version))
            {
                Line($"  - Selected v{locked.Version} to match dependency lock file");
                return locked.Version;
            }
            session.Diagnostics.Add(new Diagnostic(InstallationRules.InconsistentLocks, null, $"The lock file has selected version {locked.Version} of {address}, which the configuration's constraints \"{text}\" do not admit.")
            {
                Help = $"To select another, run:\n    {terminal.Program.Command} init -upgrade",
            });
            return null;
        }
        try
        {
            var available = await session.Plugins.Sources.Direct.FindVersionsAsync(address, cancellation).ConfigureAwait(false);
            if (ProviderVersions.Newest(constraints, available.Versions) is { } newest)
            {
                Line(text.Length == 0 ? $"  - Selected v{newest} with no constraints" : $"  - Selected v{newest} to meet constraints {text}");
                return newest;
            }
            session.Diagnostics.Add(InstallationRules.NotAvailable, null, $"Failed to download {address} from its origin registry: no releases match the given constraints {text}.");
        }
        catch (ProviderSourceException e)
        {
            session.Diagnostics.Add(InstallationRules.NotAvailable, null, $"Failed to download {address} from its origin registry: {e.Message}.");
        }
        return null;
    }

    private async Task SaveAsync(ProjectSession session, ProviderAddress address, SemanticVersion version, ProviderPlatform platform, string directory, CancellationToken cancellation)
    {
        Line($"  - Downloading package for {platform}...");
        try
        {
            var package = await session.Plugins.Sources.Direct.FindPackageAsync(address, version, platform, cancellation).ConfigureAwait(false);
            var authenticity = await new PackageInstaller(session.Plugins.Http).SaveAsync(package, LocalPackages.PackedPath(directory, address, version, platform), cancellation).ConfigureAwait(false);
            Line($"  - Package authenticated: {authenticity.Describe}");
        }
        catch (ProviderSourceException e)
        {
            session.Diagnostics.Add(InstallationRules.ReleaseNotAvailable, null, $"Failed to download {address} v{version} for {platform}: {e.Message}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Diagnostics.Add(InstallationRules.ReleaseNotAvailable, null, $"The package of {address} v{version} for {platform} cannot be put into the mirror: {e.Message}");
        }
    }

    private void Line(string text)
    {
        terminal.Out.WriteLine(text);
        terminal.Out.Flush();
    }
}
