using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Planning.Files;
using Plumb.Plugins.LockFile;

namespace Plumb.Cli.Session;

/// <summary>The dependency lock file in a saved plan: what was planned by one version of a provider is not applied by another.</summary>
internal static class SavedLocks
{
    private static readonly DiagnosticRule Changed = new("CLI266", Severity.Error, "Inconsistent dependency lock file");

    /// <summary>Nothing in it where there is no lock file.</summary>
    public static PlanFileEntry Entry(string directory)
    {
        var path = Path.Combine(directory, DependencyLocks.FileName);
        return new PlanFileEntry(DependencyLocks.FileName, File.Exists(path) ? File.ReadAllBytes(path) : []);
    }

    /// <summary>False where the present lock file selects otherwise, or cannot be read, which is reported.</summary>
    public static bool AreCurrent(SavedPlan saved, string directory, DiagnosticBag diagnostics)
    {
        if (saved.Files.FirstOrDefault(f => f.Name == DependencyLocks.FileName) is not { } entry) return true;
        var planned = new LockFileReader(diagnostics).Read(new SourceFile(DependencyLocks.FileName, Encoding.UTF8.GetString(entry.Content.Span)));
        var present = LockFileReader.Read(Path.Combine(directory, DependencyLocks.FileName), DependencyLocks.FileName, diagnostics);
        if (planned is null || present is null) return false;
        if (IsSame(planned, present)) return true;
        diagnostics.Add(new Diagnostic(Changed, null, $"The plan was made with other selections of providers than {DependencyLocks.FileName} has now, and what one version plans another may do otherwise.")
        {
            Help = "Make a new plan.",
        });
        return false;
    }

    /// <summary>What was asked of a version does not matter any more, only which one it is.</summary>
    private static bool IsSame(DependencyLocks planned, DependencyLocks present) => planned.HasSameProviders(present)
        && planned.Providers.Values.All(p => present.Find(p.Address) is { } now && (now with { Constraints = p.Constraints }).IsSame(p));
}
