using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Archive;

/// <summary><c>data.archive_file</c>: writes an archive whenever it is read, which may be while planning.</summary>
public sealed class ArchiveFileData : DataSource
{
    public override string Type => ArchiveFile.Type;

    public override Schema Schema => ArchiveFile.Schema;

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(ArchiveFile.Validate(call.Config));

    public override ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        return new(new ReadDataResponse(ArchiveFile.Make(call.Config, problems)) { Diagnostics = problems });
    }
}
