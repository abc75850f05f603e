using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning;

/// <summary>
/// A data source of a check block. It is read when planning and once more when applying, since what it looks at may be what
/// the apply changes. Where reading fails, the check has failed: that is a warning, and holds nothing up.
/// </summary>
internal static class CheckedData
{
    public static async ValueTask<Value> PlanAsync(ResourceSite site, string check, ResourceInstanceAddress address, Value config, IReadOnlyList<PathMarks> marks, CancellationToken cancellation)
    {
        var (value, failed) = await ReadAsync(site, check, address, config, marks, cancellation).ConfigureAwait(false);
        if (site.Ledger.IsDeferred(address)) return value;
        DataPlanning.Keep(site, address, value);
        if (site.Options.Mode != PlanMode.Normal) return value;
        var planned = failed ? DataPlanning.Unread(site, config, marks) : value;
        site.Ledger.Add(new ResourceChange
        {
            Address = address,
            PreviousAddress = address,
            Provider = site.ProviderConfig,
            ProviderKey = site.ProviderKey,
            Action = ChangeAction.Read,
            Reason = ChangeReason.ReadBecauseCheckNested,
            Before = Value.Null(site.Schema.Block.ImpliedType),
            After = planned,
            Dependencies = site.Dependencies,
        });
        return planned;
    }

    /// <summary>The object, or, where it cannot be read, the configuration with null for what is missing.</summary>
    public static async ValueTask<(Value Value, bool Failed)> ReadAsync(ResourceSite site, string check, ResourceInstanceAddress address, Value config, IReadOnlyList<PathMarks> marks, CancellationToken cancellation)
    {
        var found = new DiagnosticBag();
        var value = await DataPlanning.ReadAsync(site, address, config, marks, found, cancellation).ConfigureAwait(false);
        site.Run.Diagnostics.AddRange(found.Select(d => d with { Rule = d.Rule with { Severity = Severity.Warning } }));
        if (value is not null) return (value, false);
        var outcomes = found.Where(d => d.Severity == Severity.Error).Select(d => new RuleEvaluator.Outcome(CheckStatus.Fail, $"{d.Summary}: {d.Detail}")).ToArray();
        site.Checks.Record("check", Name(site.Address.Config.Module.ToString(), check), Name(site.Address.Module.ToString(), check), outcomes);
        return (marks.Count > 0 ? config.WithMarksAt(marks) : config, true);
    }

    private static string Name(string module, string check) => (module.Length == 0 ? "" : module + ".") + "check." + check;
}
