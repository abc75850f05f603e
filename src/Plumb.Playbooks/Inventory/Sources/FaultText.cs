using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>A diagnostic as one line within another's detail.</summary>
internal static class FaultText
{
    public static string Of(Diagnostic fault) =>
        (fault.Subject is { } place ? $"{place.File.Name}:{place.StartPosition.Line}: " : "") + $"{fault.Summary}. {fault.Detail}" + (fault.Help is { } help ? $" {help}" : "");
}
