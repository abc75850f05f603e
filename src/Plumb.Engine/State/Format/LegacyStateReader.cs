using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.State.Format;

/// <summary>Reads states of formats 1 to 3, which programs before 0.12 wrote.</summary>
internal static class LegacyStateReader
{
    public static StateDocument? Read(JsonElement root, long version, string name, DiagnosticBag diagnostics)
    {
        diagnostics.Add(new Diagnostic(StateRules.Unreadable, null,
            $"The state in {name} uses format version {version}, from before Terraform 0.12.")
        {
            Help = "Upgrade it first, by running terraform 0.12 or newer once on it.",
        });
        return null;
    }
}
