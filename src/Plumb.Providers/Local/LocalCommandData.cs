using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Local;

/// <summary><c>data.local_command</c>: what a program writes.</summary>
public sealed class LocalCommandData(Func<string, string?> variable) : DataSource
{
    private readonly LocalCommand _command = new(variable);

    public override string Type => LocalCommand.Type;

    public override Schema Schema { get; } = new(0, LocalCommand.Block);

    public override async ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        var (result, problems) = await _command.RunAsync(call.Config, call.Session, cancellation).ConfigureAwait(false);
        return new ReadDataResponse(result) { Diagnostics = problems };
    }
}
