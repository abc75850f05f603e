using Plumb.Conformance.Running;

namespace Plumb.Conformance.Cty;

/// <summary>The outcome of a case about something that Plumb does not have; such cases are on the skip list.</summary>
internal static class NoCounterpart
{
    public static Comparison Of(CtyRow row) => Comparison.Different("a counterpart", "none", $"{row.Test} ({row.Call}) has no counterpart");
}
