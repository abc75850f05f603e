using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning.Files;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Session;

/// <summary>Saved plans on disk, with the configuration that they were made from.</summary>
internal static class SavedPlanFile
{
    private static readonly DiagnosticRule Unreadable = new("CLI060", Severity.Error, "Failed to read plan file");
    private static readonly DiagnosticRule Unwritable = new("CLI061", Severity.Error, "Failed to write plan file");
    private static readonly DiagnosticRule OtherConfiguration = new("CLI062", Severity.Error, "Configuration changed since the plan");

    public static void Write(Plan plan, string path, ConfigurationTree? configuration, DiagnosticBag diagnostics)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
            PlanFile.Write(stream, plan, Entries(configuration));
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

    /// <summary>Whether the configuration is still what the plan was made from.</summary>
    public static bool IsOf(SavedPlan saved, ConfigurationTree configuration, DiagnosticBag diagnostics)
    {
        var present = Entries(configuration).ToDictionary(e => e.Name, e => e.Content);
        var changed = saved.Files.Where(f => f.Name.StartsWith(PlanFileEntry.ConfigurationFolder, StringComparison.Ordinal))
            .Where(f => !present.TryGetValue(f.Name, out var now) || !now.Span.SequenceEqual(f.Content.Span)).Select(f => f.Name[PlanFileEntry.ConfigurationFolder.Length..]).ToArray();
        if (changed.Length == 0) return true;
        diagnostics.Add(new Diagnostic(OtherConfiguration, null, $"The plan was made from another configuration: {string.Join(", ", changed)} changed since.")
        {
            Help = "Make a new plan from the present configuration.",
        });
        return false;
    }

    private static IEnumerable<PlanFileEntry> Entries(ConfigurationTree? configuration) =>
        (configuration?.Files ?? []).Select(f => new PlanFileEntry(PlanFileEntry.ConfigurationFolder + f.Name, Encoding.UTF8.GetBytes(f.Text))).DistinctBy(e => e.Name);
}
