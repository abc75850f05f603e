using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning.Files;

/// <summary>A file that a plan was made with: <c>tfconfig/…</c> for configuration, or the dependency lock file.</summary>
public sealed record PlanFileEntry(string Name, ReadOnlyMemory<byte> Content)
{
    public const string ConfigurationFolder = "tfconfig/";

    public const string DependencyLock = ".terraform.lock.hcl";
}

/// <summary>What a saved plan holds.</summary>
public sealed record SavedPlan(Plan Plan, IReadOnlyList<PlanFileEntry> Files);

/// <summary>
/// A plan saved to be applied later: a zip archive of the plan, the states it starts from, and the files it was made
/// with, all under a seal. Read back it is held to be hostile: bounded, and refused whole where anything is off.
/// </summary>
public static class PlanFile
{
    private const string PlanName = "plan.json";
    private const string PriorName = "tfstate";
    private const string PreviousName = "tfstate-prev";
    private const string ChecksName = "checks";

    public static void Write(Stream output, Plan plan, IEnumerable<PlanFileEntry> files)
    {
        PlanFileEntry[] entries =
        [
            new(PlanName, PlanDocumentWriter.ToBytes(plan)),
            new(PriorName, StateWriter.ToBytes(plan.PriorState)),
            new(PreviousName, StateWriter.ToBytes(plan.PreviousState)),
            new(ChecksName, StateWriter.ToBytes(new StateDocument { CheckResults = plan.Checks })),
            .. files,
        ];
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        SealedArchive.Write(archive, entries, plan.Timestamp);
    }

    /// <summary>Null where it is no plan file or one that something has changed.</summary>
    public static SavedPlan? Read(Stream input, string name, DiagnosticBag diagnostics)
    {
        try
        {
            using var archive = new ZipArchive(input, ZipArchiveMode.Read, leaveOpen: true);
            return Read(SealedArchive.Read(archive), name, diagnostics);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or FormatException or JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            diagnostics.Add(new Diagnostic(PlanFileRules.Unreadable, null, $"{name} is not a plan file, or it was damaged: {e.Message}")
            {
                Help = "Make the plan again, with plan -out.",
            });
            return null;
        }
    }

    /// <summary>Whether the plan starts from the present state. Between the two, somebody may have applied another plan.</summary>
    public static bool IsCurrent(Plan plan, StateDocument present, DiagnosticBag diagnostics)
    {
        var planned = plan.PreviousState;
        if (planned.Serial == present.Serial && planned.Lineage == present.Lineage) return true;
        diagnostics.Add(new Diagnostic(PlanFileRules.Stale, null,
            planned.Lineage == present.Lineage
                ? string.Create(CultureInfo.InvariantCulture, $"The plan starts from the state with the serial {planned.Serial}, and another operation has changed the state since: its serial is {present.Serial}. The plan can no longer be applied.")
                : "The plan starts from another state than the present one, as their lineages tell. The plan cannot be applied here.")
        {
            Help = "Make a new plan from the present state.",
        });
        return false;
    }

    private static SavedPlan? Read(Dictionary<string, byte[]> entries, string name, DiagnosticBag diagnostics)
    {
        var document = Take(PlanName);
        if (!PlanDocumentReader.IsOfThisVersion(document, name, diagnostics)) return null;
        if (ReadState(PriorName) is not { } prior || ReadState(PreviousName) is not { } previous || ReadState(ChecksName) is not { } checks) return null;
        var plan = PlanDocumentReader.Read(document, prior, previous) with { Checks = checks.CheckResults, IsSaved = true };
        return new SavedPlan(plan, [.. entries.Select(e => new PlanFileEntry(e.Key, e.Value)).OrderBy(e => e.Name, StringComparer.Ordinal)]);

        StateDocument? ReadState(string entry) => StateReader.Read(Take(entry), $"{entry} in {name}", diagnostics);

        byte[] Take(string entry) => entries.Remove(entry, out var content) ? content : throw new InvalidDataException($"it has no {entry}.");
    }
}
