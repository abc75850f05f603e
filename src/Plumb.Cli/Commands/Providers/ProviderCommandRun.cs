using Plumb.Cli.Session;
using Plumb.Plugins.Installation;
using Plumb.Plugins.LockFile;

namespace Plumb.Cli.Commands.Providers;

/// <summary>What <c>providers lock</c> and <c>providers mirror</c> have in common: the project's requirements and locks, and the platforms asked for.</summary>
internal sealed class ProviderCommandRun(ProjectSession session)
{
    public string LockFile { get; } = Path.Combine(session.Terminal.WorkingDirectory, DependencyLocks.FileName);

    /// <summary>Those that can be installed, embedded ones included: the peers and other machines install them. Null where the configuration is at fault, which is reported.</summary>
    public ProviderRequirements? Requirements() =>
        session.LoadConfiguration() is { } configuration ? ProviderRequirements.Of(configuration) : null;

    public DependencyLocks? Locks() => LockFileReader.Read(LockFile, DependencyLocks.FileName, session.Diagnostics);

    /// <summary>This machine's where none is given.</summary>
    public IReadOnlyList<ProviderPlatform> Platforms(string[]? given)
    {
        if (given is not { Length: > 0 }) return [ProviderPlatform.Current];
        var platforms = new List<ProviderPlatform>();
        foreach (var text in given)
        {
            if (ProviderPlatform.TryParse(text, out var platform)) platforms.Add(platform);
            else session.Diagnostics.Add(InstallationRules.InvalidPlatform, null, $"The string \"{text}\" given in the -platform option is not a valid target platform: it must be the names of a system and an architecture with an underscore between them, such as linux_amd64.");
        }
        return platforms;
    }
}
