using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Applying;

/// <summary>The planned changes that were not begun, and why. The observer hears of each at once; the end of a run sums them up.</summary>
internal sealed class SkippedWork(IRunObserver observer)
{
    private const int MostNamed = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedSet<string>> _byReason = new(StringComparer.Ordinal);
    private int _count;

    public void Add(ResourceInstanceAddress address, ChangeAction action, string because)
    {
        observer.Skipped(address, action, because);
        lock (_gate)
        {
            if (!_byReason.TryGetValue(because, out var addresses)) _byReason[because] = addresses = new SortedSet<string>(StringComparer.Ordinal);
            if (addresses.Add(address.ToString())) _count++;
        }
    }

    public void Report(DiagnosticBag diagnostics)
    {
        if (_count == 0) return;
        var reasons = _byReason.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"Because {r.Key}:\n{List(r.Value)}");
        diagnostics.Add(new Diagnostic(ApplyRules.Skipped, null, "Some of the planned changes were not made.\n\n" + string.Join("\n\n", reasons))
        {
            Help = "What was done is in the state. Apply again once the cause is mended.",
        });
    }

    private static string List(SortedSet<string> addresses)
    {
        var named = addresses.Take(MostNamed).Select(a => "  - " + a);
        return string.Join('\n', addresses.Count > MostNamed ? named.Append(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"  - and {addresses.Count - MostNamed} more")) : named);
    }
}
