using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Walking;

/// <summary>
/// Collects the outcomes of all checks of a run, by the object of the configuration and its instances. What a run does not
/// come to is unknown, and so is an instance of which not every condition was evaluated.
/// </summary>
internal sealed class CheckLedger
{
    private readonly ConcurrentDictionary<(string Kind, string ConfigAddress), CheckedObject> _objects = [];

    /// <summary>Makes every object of a module that has conditions known, so that it is listed also where nothing comes of it.</summary>
    public void Declare(ModuleNode module)
    {
        var prefix = module.Address.IsRoot ? "" : module.Address + ".";
        foreach (var variable in module.Config.Variables.Values.Where(v => v.Validations.Count > 0)) Object("var", $"{prefix}var.{variable.Name}");
        foreach (var output in module.Config.Outputs.Values.Where(o => o.Preconditions.Count > 0)) Object("output", $"{prefix}output.{output.Name}");
        foreach (var check in module.Config.Checks.Keys) Object("check", $"{prefix}check.{check}");
        foreach (var resource in module.Config.Resources.Values.Where(r => ConditionsOf(r) > 0)) Object("resource", new ResourceConfigAddress(module.Address, resource.Name).ToString());
    }

    /// <summary>The run has come to the object: where it has no instances now, there is nothing that could fail.</summary>
    public void Reach(string kind, string configAddress)
    {
        if (_objects.TryGetValue((kind, configAddress), out var found)) found.IsReached = true;
    }

    /// <summary>An instance of a resource with all its conditions to come.</summary>
    public void Expect(ResourceConfig resource, ResourceInstanceAddress address)
    {
        if (!address.IsPartial && ConditionsOf(resource) is > 0 and var count) Object("resource", address.Resource.Config.ToString()).Instance(address.ToString()).Expected = count;
    }

    public void Record(string kind, string configAddress, string address, IReadOnlyList<RuleEvaluator.Outcome> outcomes)
    {
        var found = Object(kind, configAddress);
        found.IsReached = true;
        found.Instance(address).Add(outcomes);
    }

    /// <summary>Whether an object failed already, so that nothing more need be held against it.</summary>
    public bool HasFailed(string kind, string configAddress, string address) =>
        _objects.TryGetValue((kind, configAddress), out var found) && found.Instances.TryGetValue(address, out var instance) && instance.Status is (CheckStatus.Fail or CheckStatus.Error);

    public IReadOnlyList<CheckResultState> ToResults() =>
        [.. _objects.OrderBy(o => o.Key.Kind, StringComparer.Ordinal).ThenBy(o => o.Key.ConfigAddress, StringComparer.Ordinal).Select(o => new CheckResultState(
            o.Key.Kind, o.Key.ConfigAddress, o.Value.Status,
            [.. o.Value.Instances.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => new CheckObjectState(i.Key, i.Value.Status, i.Value.Messages))]))];

    private static int ConditionsOf(ResourceConfig resource) => resource.Lifecycle.Preconditions.Count + resource.Lifecycle.Postconditions.Count;

    private CheckedObject Object(string kind, string configAddress) => _objects.GetOrAdd((kind, configAddress), static _ => new CheckedObject());

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

    private sealed class CheckedObject
    {
        public bool IsReached { get; set; }

        public ConcurrentDictionary<string, CheckedInstance> Instances { get; } = [];

        public CheckStatus Status => !Instances.IsEmpty ? Worst(Instances.Values.Select(i => i.Status)) : IsReached ? CheckStatus.Pass : CheckStatus.Unknown;

        public CheckedInstance Instance(string address) => Instances.GetOrAdd(address, static _ => new CheckedInstance());
    }

    private sealed class CheckedInstance
    {
        private readonly Lock _gate = new();
        private readonly List<RuleEvaluator.Outcome> _outcomes = [];

        public int Expected { get; set; }

        public CheckStatus Status
        {
            get
            {
                lock (_gate) return Worst([.. _outcomes.Select(o => o.Status), _outcomes.Count < Expected ? CheckStatus.Unknown : CheckStatus.Pass]);
            }
        }

        public IReadOnlyList<string> Messages
        {
            get
            {
                lock (_gate) return [.. _outcomes.Where(o => o.Status == CheckStatus.Fail).Select(o => o.Message).OfType<string>()];
            }
        }

        public void Add(IReadOnlyList<RuleEvaluator.Outcome> outcomes)
        {
            lock (_gate) _outcomes.AddRange(outcomes);
        }
    }
}
