using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Snapshots;
using Plumb.Engine.Configuration.Tree;
using Plumb.Engine.Planning.Files;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Session;

/// <summary>Saved plans on disk, with a snapshot of the configuration that they were made from.</summary>
internal static class SavedPlanFile
{
    private const string ManifestEntry = PlanFileEntry.ConfigurationFolder + ModuleManifest.FileName;

    private static readonly DiagnosticRule Unreadable = new("CLI060", Severity.Error, "Failed to read plan file");
    private static readonly DiagnosticRule Unwritable = new("CLI061", Severity.Error, "Failed to write plan file");

    /// <param name="plan">The plan.</param>
    /// <param name="path">Where to.</param>
    /// <param name="configuration">What it was made from.</param>
    /// <param name="directory">Where the dependency lock file is.</param>
    /// <param name="diagnostics">Is told of faults.</param>
    public static void Write(Plan plan, string path, ConfigurationTree? configuration, string directory, DiagnosticBag diagnostics)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
            PlanFile.Write(stream, plan, configuration is null ? [] : Entries(ConfigurationSnapshot.Of(configuration)).Append(SavedLocks.Entry(directory)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Unwritable, null, $"The plan could not be written to {path}: {e.Message}");
        }
    }

    public static SavedPlan? Read(string path, string shown, DiagnosticBag diagnostics)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return PlanFile.Read(stream, shown, diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Unreadable, null, $"The plan file {shown} could not be opened: {e.Message}");
            return null;
        }
    }

    /// <summary>The configuration that the plan was made from; null where the file holds none, which is reported.</summary>
    public static ConfigurationSnapshot? Configuration(SavedPlan saved, string shown, DiagnosticBag diagnostics)
    {
        try
        {
            var manifest = saved.Files.FirstOrDefault(f => f.Name == ManifestEntry) ?? throw new InvalidDataException("it has no list of modules.");
            var files = saved.Files.Where(f => f.Name != ManifestEntry && f.Name.StartsWith(PlanFileEntry.ConfigurationFolder, StringComparison.Ordinal))
                .Select(f => KeyValuePair.Create(f.Name[PlanFileEntry.ConfigurationFolder.Length..], Encoding.UTF8.GetString(f.Content.Span)));
            return new ConfigurationSnapshot(files, ModuleManifest.Parse(manifest.Content));
        }
        catch (InvalidDataException e)
        {
            diagnostics.Add(new Diagnostic(Unreadable, null, $"The configuration in {shown} cannot be read: {e.Message}") { Help = "Make the plan again, with plan -out." });
            return null;
        }
    }

    private static IEnumerable<PlanFileEntry> Entries(ConfigurationSnapshot snapshot) =>
        snapshot.Files.Select(f => new PlanFileEntry(PlanFileEntry.ConfigurationFolder + f.Key, Encoding.UTF8.GetBytes(f.Value)))
            .Append(new PlanFileEntry(ManifestEntry, snapshot.Modules.ToJson()));
}
