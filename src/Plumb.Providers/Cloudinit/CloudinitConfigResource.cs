using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Cloudinit;

/// <summary><c>cloudinit_config</c>: user data that is kept in the state. The data source has taken its place.</summary>
public sealed class CloudinitConfigResource : Resource
{
    private readonly ComputedAttributes _computed;

    public CloudinitConfigResource()
    {
        Schema = new Schema(0, CloudinitConfig.Block("The data source cloudinit_config does the same without an object in the state; use it instead.")) { IsStateOnly = true };
        _computed = new ComputedAttributes(Schema.Block) { Defaults = CloudinitConfig.Defaults };
    }

    public override string Type => CloudinitConfig.Type;

    public override Schema Schema { get; }

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new([.. CloudinitConfig.Validate(call.Config), .. call.Config.Deprecations(Schema.Block)]);

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var planned = _computed.Plan(call.Prior, CloudinitConfig.WithContentTypes(call.Proposed, call.Config), call.Config);
        return new(new PlanResponse(planned) { RequiresReplace = Differences.Between(call.Prior, planned, CloudinitConfig.ArgumentNames) });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        var made = CloudinitConfig.Render(call.Planned, problems);
        return new(new ApplyResponse(problems.Count == 0 ? made : NoObject) { Diagnostics = problems });
    }
}
