using Plumb.Cli.Rendering;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Vault;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>Tells faults: as Ansible's programs do where we are called as one of them, in our own form otherwise.</summary>
internal static class PeerFault
{
    public static void Write(PlaySession session, IEnumerable<Diagnostic> faults)
    {
        foreach (var fault in faults)
        {
            if (session.Terminal.Program.IsPeer) WritePeer(session.Output, fault);
            else DiagnosticText.Write(session.Terminal, [fault], session.Terminal.UseColor);
        }
    }

    public static Diagnostic Of(LinkException fault) => fault.Diagnostics is [var first, ..] ? first : new Diagnostic(fault.Rule, fault.Place, fault.Message);

    private static readonly DiagnosticRule[] NotOfReading =
    [
        PlayRules.NoHosts, PlayRules.NoHandler, PlayRules.MissingFile, PlayRules.RoleNotFound, VaultRules.SecretSource,
        InventoryRules.SourceRefused, InventoryRules.NothingParsedRefused, InventoryRules.NoMatchRefused, InventoryRules.LimitFile,
    ];

    /// <summary>The exit code of the peer: 4 where what was written cannot be read, 1 for what went wrong otherwise.</summary>
    public static int ExitCode(Diagnostic fault) => NotOfReading.Contains(fault.Rule) || !fault.Rule.Code.StartsWith("PLY", StringComparison.Ordinal) ? 1 : 4;

    /// <summary>A warning in one paragraph.</summary>
    public static string WarningText(Diagnostic warning) => warning.Rule.Code.StartsWith("PLY02", StringComparison.Ordinal) && warning.Subject is { } place
        ? FormattableString.Invariant($"While constructing a mapping from {Path.GetFullPath(place.File.Name)}, line {(warning.Context ?? place).StartPosition.Line}, column {(warning.Context ?? place).StartPosition.Column}, found a duplicate dict key ({place.Text}). Using last defined value only.")
        : warning.Detail;

    /// <summary>A warning, after those that tell how it came to it.</summary>
    public static void Warn(PlayOutput output, Diagnostic warning)
    {
        foreach (var note in warning.Notes) output.Warn($" * {note.Text}");
        output.Warn(WarningText(warning));
    }

    public static void WritePeer(PlayOutput output, Diagnostic fault)
    {
        var place = fault.Subject is { } subject && fault.Rule != PlayRules.MissingFile ? PlaceText.Of(subject).TrimEnd('\n') : "";
        output.Error($"ERROR! {fault.Detail}{place}{(fault.Help is { } help ? "\n" + help : "")}");
    }
}
