using System.Globalization;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Rendering;

/// <summary>Tells of a run as it goes, a line an event, and counts what was done.</summary>
internal sealed class ProgressLines(TextWriter output) : SilentObserver
{
    private readonly Lock _gate = new();
    private int _added;
    private int _changed;
    private int _destroyed;

    public (int Added, int Changed, int Destroyed) Done => (_added, _changed, _destroyed);

    public override void RefreshStarted(ResourceInstanceAddress address, Value prior) =>
        Line(address.Resource.Resource.Mode == ResourceMode.Data ? $"{address}: Reading..." : $"{address}: Refreshing state...{Id(prior)}");

    public override void RefreshCompleted(ResourceInstanceAddress address, Value state)
    {
        if (address.Resource.Resource.Mode == ResourceMode.Data) Line($"{address}: Read complete{Id(state)}");
    }

    public override void ApplyStarted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value before, Value after) => Line(action switch
    {
        ChangeAction.Create => $"{address}: Creating...",
        ChangeAction.Update => $"{address}: Modifying...{Id(before)}",
        _ => $"{address}{Deposed(deposedKey)}: Destroying...{Id(before)}",
    });

    public override void ApplyCompleted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value state, TimeSpan elapsed)
    {
        _ = action switch
        {
            ChangeAction.Create => Interlocked.Increment(ref _added),
            ChangeAction.Update => Interlocked.Increment(ref _changed),
            _ => Interlocked.Increment(ref _destroyed),
        };
        var what = action switch
        {
            ChangeAction.Create => "Creation",
            ChangeAction.Update => "Modifications",
            _ => "Destruction",
        };
        Line(string.Create(CultureInfo.InvariantCulture, $"{address}{Deposed(deposedKey)}: {what} complete after {elapsed.TotalSeconds:0}s{Id(state)}"));
    }

    public override void ProvisionStarted(ResourceInstanceAddress address, string provisioner) => Line($"{address}: Provisioning with '{provisioner}'...");

    /// <summary>A line that says nothing is empty; a carriage return starts another one.</summary>
    public override void ProvisionOutput(ResourceInstanceAddress address, string provisioner, string line)
    {
        Line(string.Join('\n', line.Split('\r', '\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0).Select(l => $"{address} ({provisioner}): {l}")));
        // Whoever waits for a provisioner wants to see what it is at.
        lock (_gate) output.Flush();
    }

    public override void ImportStarted(ResourceInstanceAddress address, string id) => Line($"{address}: Importing... [id={id}]");

    public override void ImportCompleted(ResourceInstanceAddress address, string id) => Line($"{address}: Import complete [id={id}]");

    public override void Skipped(ResourceInstanceAddress address, ChangeAction action, string because) => Line($"{address}: Skipped, because {because}");

    private static string Deposed(string? key) => key is null ? "" : $" (deposed object {key})";

    private static string Id(Value value) =>
        value.Unmarked is NamedValues named && named["id"] is StringValue { Text.Length: > 0 } id ? $" [id={id.Text}]" : "";

    private void Line(string text)
    {
        lock (_gate) output.WriteLine(text);
    }
}
