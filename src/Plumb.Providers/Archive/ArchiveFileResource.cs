using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Archive;

/// <summary>
/// <c>archive_file</c>: an archive that is written when the resource is made, and again whenever it is looked at, so that a change of
/// its sources shows. Destroying the resource leaves the file.
/// </summary>
public sealed class ArchiveFileResource : Resource
{
    private static readonly ComputedAttributes Computed = new(ArchiveFile.Schema.Block);

    public override string Type => ArchiveFile.Type;

    public override Schema Schema => ArchiveFile.Schema;

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(ArchiveFile.Validate(call.Config));

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var planned = Computed.Plan(call.Prior, call.Proposed, call.Config);
        return new(new PlanResponse(planned) { RequiresReplace = Differences.Between(call.Prior, planned, ArchiveFile.ReplacingArguments) });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        var made = ArchiveFile.Make(call.Planned, problems);
        return new(new ApplyResponse(problems.Count == 0 ? made : NoObject) { Diagnostics = problems });
    }

    public override ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        var made = ArchiveFile.Make(call.Planned, problems);
        return new(new ApplyResponse(problems.Count == 0 ? made : call.Request.Prior) { Diagnostics = problems });
    }

    public override ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        return new(new ReadResponse(ArchiveFile.Make(call.Current, problems)) { Diagnostics = problems });
    }
}
