using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Walking;

/// <summary>A walk that asks providers: configures them, holds ephemeral objects open, and keeps what the root module puts out.</summary>
/// <param name="mayDefer">Whether what is not known yet may be put off to a later run.</param>
/// <param name="ledger">What has been found out and decided so far.</param>
internal abstract class ProviderWalk(RunContext context, ConfigurationGraph graph, bool mayDefer, PlanLedger ledger) : ConfigurationWalk(context, graph)
{
    private readonly ProviderConfigurator _configurator = new(context, mayDefer);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Value Value, OutputConfig Config)> _outputs = new(StringComparer.Ordinal);

    protected PlanLedger Ledger { get; } = ledger;

    public EphemeralResources Ephemerals { get; } = new(context, mayDefer ? ledger : null);

    public IReadOnlyDictionary<string, (Value Value, OutputConfig Config)> RootOutputs => _outputs;

    public IReadOnlyList<CheckResultState> CheckResults() => Checks.ToResults();

    public ValueTask<bool> WalkAsync(IReadOnlyCollection<Vertex> vertices, CancellationToken cancellation) => RunAsync(vertices, cancellation);

    /// <summary>What was not known when planning may not be known yet when applying; nothing is done to it in either case.</summary>
    protected override bool AllowsUnknownInstances { get; } = mayDefer;

    protected override void RootOutput(OutputConfig output, Value value)
    {
        lock (_gate) _outputs[output.Name] = (value, output);
    }

    protected override ValueTask VisitProviderAsync(ProviderVertex vertex, CancellationToken cancellation) =>
        _configurator.ConfigureAsync(vertex, InstancesOf(vertex.Module), (m, r) => Scope(m, r), cancellation);
}
