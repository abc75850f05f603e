using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Cloudinit;

/// <summary><c>data.cloudinit_config</c>: user data for a machine, of one or more parts.</summary>
public sealed class CloudinitConfigData : DataSource
{
    public override string Type => CloudinitConfig.Type;

    public override Schema Schema { get; } = new(0, CloudinitConfig.Block(deprecation: null));

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(CloudinitConfig.Validate(call.Config));

    public override ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        return new(new ReadDataResponse(CloudinitConfig.Render(CloudinitConfig.WithDefaults(call.Config), problems)) { Diagnostics = problems });
    }
}
