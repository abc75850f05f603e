using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Running;

/// <summary>Adds to a result that names a path or destination what is there: owner, mode, size, kind. Every module of the peer does so.</summary>
internal static class PathReport
{
    public static async ValueTask<OperationResult> AddAsync(OperationResult result, OperationContext context, CancellationToken cancellation)
    {
        if (result.OmitsPathReport) return result;
        var named = result.Values["path"] ?? result.Values["dest"];
        if (named is not TextData { Value: var path } || path.Length == 0) return result;
        var files = context.ReportedFiles;
        if (!files.Exists(path) || files.Look(path, follow: false) is not { } status) return result;
        var accounts = new HostAccounts(context.Host);
        var values = new MapBuilder(result.Values)
        {
            ["uid"] = status.UserId,
            ["gid"] = status.GroupId,
            ["owner"] = await accounts.UserNameAsync(status.UserId, cancellation).ConfigureAwait(false) ?? PythonText.Str(status.UserId),
            ["group"] = await accounts.GroupNameAsync(status.GroupId, cancellation).ConfigureAwait(false) ?? PythonText.Str(status.GroupId),
            ["mode"] = Permissions.Text(status.Mode & 0xFFF),
            ["state"] = State(status),
        };
        if (SecurityLabel.IsEnabled(context.Host) && SecurityLabel.Read(files, path) is { } label) values["secontext"] = label;
        values["size"] = status.Size;
        return result with { Values = values.Build() };
    }

    /// <summary>The word for what is at a path, as the argument <c>state</c> of <c>file</c> has it.</summary>
    public static string State(FileStatus? status) => status switch
    {
        null => "absent",
        { Kind: FileKind.SymbolicLink } => "link",
        { Kind: FileKind.Directory } => "directory",
        { Links: > 1 } => "hard",
        _ => "file",
    };
}
