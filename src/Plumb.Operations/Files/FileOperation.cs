using System.Diagnostics;
using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Files.States;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Files;

/// <summary>Sets what a path is and its properties: a file, a folder, a link, or nothing. Each state is a file in <c>States</c>.</summary>
internal sealed class FileOperation : IOperation
{
    public OperationSpec Spec { get; } = new("file", "Manage files and file properties")
    {
        FileArguments = true,
        Arguments =
        [
            new("state", ArgumentType.Text, "What is to be at the path.") { Choices = ["absent", "directory", "file", "hard", "link", "touch"] },
            new("path", ArgumentType.Path, "The path of the file being managed.") { Required = true, Aliases = ["dest", "name"] },
            new("_original_basename", ArgumentType.Text, "The name of the source, for a path that is a folder."),
            new("recurse", ArgumentType.Boolean, "Set the properties on all that a folder holds.") { Default = false },
            new("force", ArgumentType.Boolean, "Create links to nothing, and in the place of other files.") { Default = false },
            new("follow", ArgumentType.Boolean, "Follow a link at the path.") { Default = true },
            new("_diff_peek", ArgumentType.Boolean, "Tell only whether the file looks binary."),
            new("src", ArgumentType.Path, "Where a link is to lead."),
            new("modification_time", ArgumentType.Text, "The time of modification: preserve, now, or a time."),
            new("modification_time_format", ArgumentType.Text, "How the time of modification is written.") { Default = "%Y%m%d%H%M.%S" },
            new("access_time", ArgumentType.Text, "The time of access: preserve, now, or a time."),
            new("access_time_format", ArgumentType.Text, "How the time of access is written.") { Default = "%Y%m%d%H%M.%S" },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var path = Target(context);
        var state = State(context, path);
        Require(context, path, state);
        var warnings = state != "absent" && context.Request.Check ? await MissingAccountsAsync(context, cancellation).ConfigureAwait(false) : [];
        var times = new FileTimes(context, state);
        if (context.Arguments.OptionalFlag("_diff_peek") is not null) return Peek(context, path);
        var change = new FileChange(context, path, times);
        try
        {
            var result = await EnsureAsync(context, change, state, cancellation).ConfigureAwait(false);
            return result with { Warnings = [.. warnings, .. result.Warnings] };
        }
        catch (OperationException failure) when (warnings.Count > 0)
        {
            throw new OperationException(failure.Result with { Warnings = [.. warnings, .. failure.Result.Warnings] });
        }
    }

    private static async ValueTask<OperationResult> EnsureAsync(OperationContext context, FileChange change, string state, CancellationToken cancellation) =>
        state switch
        {
            "file" => await change.EnsureFileAsync(cancellation).ConfigureAwait(false),
            "directory" => await new FolderState(change).EnsureAsync(cancellation).ConfigureAwait(false),
            "link" => await new LinkState(change).EnsureAsync(cancellation).ConfigureAwait(false),
            "hard" => await new HardLinkState(change).EnsureAsync(cancellation).ConfigureAwait(false),
            "touch" => await change.TouchAsync(cancellation).ConfigureAwait(false),
            "absent" => change.EnsureAbsent(),
            _ => throw new UnreachableException(),
        };

    // A path that is a folder means the file of the source's name in it, unless the folder itself is meant.
    private static string Target(OperationContext context)
    {
        var arguments = context.Arguments;
        var path = arguments.RequiredText("path");
        if (arguments.Text("state") is "link" or "absent" || !context.Host.Files.IsDirectory(path)) return path;
        var name = arguments.Text("_original_basename") is { Length: > 0 } given ? given
            : arguments.Text("src") is { Length: > 0 } source ? HostPath.FileName(source) : "";
        return name.Length == 0 ? path : HostPath.Join(path, name);
    }

    private static string State(OperationContext context, string path)
    {
        if (context.Arguments.Text("state") is { } state) return state;
        var present = PathReport.State(context.Host.Files.Look(path, follow: false));
        if (present != "absent") return present;
        return context.Arguments.Flag("recurse") ? "directory" : "file";
    }

    private static void Require(OperationContext context, string path, string state)
    {
        var values = new MapBuilder { ["path"] = path }.Build();
        if (context.Arguments.Flag("recurse") && state != "directory") throw new OperationException("recurse option requires state to be 'directory'", values);
        if (context.Arguments.Text("src") is { Length: > 0 } && state is not ("link" or "hard"))
        {
            throw new OperationException("src option requires state to be 'link' or 'hard'", values);
        }
    }

    // In a check, an account may be missing that an earlier task would have made.
    private static async ValueTask<IReadOnlyList<string>> MissingAccountsAsync(OperationContext context, CancellationToken cancellation)
    {
        var accounts = new HostAccounts(context.Host);
        var warnings = new List<string>();
        if (context.Arguments.Text("owner") is { Length: > 0 } owner)
        {
            var known = Number(owner) is { } id
                ? await accounts.UserNameAsync(id, cancellation).ConfigureAwait(false) is not null
                : await accounts.UserIdAsync(owner, cancellation).ConfigureAwait(false) is not null;
            if (!known) warnings.Add($"failed to look up user {(Number(owner) is null ? "" : "with uid ")}{owner}. Create user up to this point in real play");
        }
        if (context.Arguments.Text("group") is { Length: > 0 } group)
        {
            var known = Number(group) is { } id
                ? await accounts.GroupNameAsync(id, cancellation).ConfigureAwait(false) is not null
                : await accounts.GroupIdAsync(group, cancellation).ConfigureAwait(false) is not null;
            if (!known) warnings.Add($"failed to look up group {(Number(group) is null ? "" : "with gid ")}{group}. Create group up to this point in real play");
        }
        return warnings;
    }

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static OperationResult Peek(OperationContext context, string path)
    {
        var binary = false;
        try
        {
            using var stream = context.Host.Files.OpenRead(path);
            var head = new byte[8192];
            binary = head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)).Contains((byte)0);
        }
        catch (HostException)
        {
            // What cannot be read is taken for text.
        }
        return new OperationResult { Values = new MapBuilder { ["path"] = path, ["appears_binary"] = binary }.Build() };
    }
}
