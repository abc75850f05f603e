using System.Collections.Concurrent;
using Plumb.Engine.Evaluation;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Walking;

/// <summary>Collects the outcomes of all checks of a run, by the object of the configuration and its instances.</summary>
internal sealed class CheckLedger
{
    private readonly ConcurrentDictionary<(string Kind, string ConfigAddress), ConcurrentDictionary<string, CheckObjectState>> _results = [];

    /// <summary>Makes an object of the configuration known, so that it is listed also where it has no instances.</summary>
    public void Declare(string kind, string configAddress) => _results.GetOrAdd((kind, configAddress), _ => []);

    public void Record(string kind, string configAddress, string address, IReadOnlyList<RuleEvaluator.Outcome> outcomes)
    {
        var added = new CheckObjectState(address, Worst(outcomes.Select(o => o.Status)), [.. outcomes.Where(o => o.Status == CheckStatus.Fail && o.Message is not null).Select(o => o.Message ?? "")]);
        _results.GetOrAdd((kind, configAddress), _ => []).AddOrUpdate(address, added, (_, earlier) => new CheckObjectState(
            address, Worst([earlier.Status, added.Status]), [.. earlier.FailureMessages, .. added.FailureMessages]));
    }

    /// <summary>Whether an object failed already, so that nothing more need be held against it.</summary>
    public bool HasFailed(string kind, string configAddress, string address) =>
        _results.TryGetValue((kind, configAddress), out var objects) && objects.TryGetValue(address, out var one) && one.Status is (CheckStatus.Fail or CheckStatus.Error);

    public IReadOnlyList<CheckResultState> ToResults() =>
        [.. _results.OrderBy(r => r.Key.Kind, StringComparer.Ordinal).ThenBy(r => r.Key.ConfigAddress, StringComparer.Ordinal).Select(r => new CheckResultState(
            r.Key.Kind, r.Key.ConfigAddress,
            r.Value.IsEmpty ? CheckStatus.Pass : Worst(r.Value.Values.Select(o => o.Status)),
            [.. r.Value.Values.OrderBy(o => o.Address, StringComparer.Ordinal)]))];

    private static CheckStatus Worst(IEnumerable<CheckStatus> statuses)
    {
        var worst = CheckStatus.Pass;
        foreach (var status in statuses)
        {
            if (status == CheckStatus.Error || worst == CheckStatus.Error) worst = CheckStatus.Error;
            else if (status == CheckStatus.Fail || worst == CheckStatus.Fail) worst = CheckStatus.Fail;
            else if (status == CheckStatus.Unknown) worst = CheckStatus.Unknown;
        }
        return worst;
    }
}
