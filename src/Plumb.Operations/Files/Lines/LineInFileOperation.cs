using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Lines;

/// <summary>Keeps one line in a text file, or out of it.</summary>
internal sealed class LineInFileOperation : IOperation
{
    public OperationSpec Spec { get; } = new("lineinfile", "Manage lines in text files")
    {
        FileArguments = true,
        Arguments =
        [
            new("path", ArgumentType.Path, "The file to modify.") { Required = true, Aliases = ["dest", "destfile", "name"] },
            new("state", ArgumentType.Text, "Whether the line is to be there.") { Default = "present", Choices = ["absent", "present"] },
            new("regexp", ArgumentType.Text, "The pattern to look for in every line.") { Aliases = ["regex"] },
            new("search_string", ArgumentType.Text, "The text to look for in every line."),
            new("line", ArgumentType.Text, "The line to insert or replace by.") { Aliases = ["value"] },
            new("insertafter", ArgumentType.Text, "A pattern: the line is inserted after its last match."),
            new("insertbefore", ArgumentType.Text, "A pattern: the line is inserted before its last match."),
            new("backrefs", ArgumentType.Boolean, "Fill groups of the pattern into the line.") { Default = false },
            new("create", ArgumentType.Boolean, "Create the file where it does not exist.") { Default = false },
            new("backup", ArgumentType.Boolean, "Keep a copy of the file as it was.") { Default = false },
            new("firstmatch", ArgumentType.Boolean, "Use the first match instead of the last.") { Default = false },
            new("validate", ArgumentType.Text, "A command that judges the new file, given as %s."),
        ],
        MutuallyExclusive = [["insertbefore", "insertafter"], ["regexp", "search_string"], ["backrefs", "search_string"]],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var path = arguments.RequiredText("path");
        if (context.Host.Files.IsDirectory(path)) throw Failure($"Path {path} is a directory !", 256);
        var isPresent = arguments.Text("state") == "present";
        Require(arguments, isPresent);
        var edit = Edit(arguments);
        var result = isPresent
            ? await EnsureAsync(context, path, edit, cancellation).ConfigureAwait(false)
            : await RemoveAsync(context, path, edit, cancellation).ConfigureAwait(false);
        return result with { Warnings = Warnings(arguments) };
    }

    private static void Require(MapData arguments, bool isPresent)
    {
        var line = arguments.Text("line");
        if (!isPresent)
        {
            if (arguments.Text("regexp") is null && arguments.Text("search_string") is null && line is null)
            {
                throw new OperationException("one of line, search_string, or regexp is required with state=absent");
            }
            return;
        }
        if (arguments.Flag("backrefs") && arguments.Text("regexp") is null) throw new OperationException("regexp is required with backrefs=true");
        if (line is null) throw new OperationException("line is required with state=present");
    }

    private static LineEdit Edit(MapData arguments)
    {
        var (after, before) = (arguments.Text("insertafter"), arguments.Text("insertbefore"));
        // Without a place the line goes to the end.
        if (before is null && after is null) after = "EOF";
        var neighbour = after is not (null or "BOF" or "EOF") ? after : before is not (null or "BOF") ? before : null;
        return new LineEdit(ByteText.FromText(arguments.Text("line") ?? ""))
        {
            Pattern = arguments.Text("regexp") is { } pattern ? Compile(pattern) : null,
            SearchText = arguments.Text("search_string") is { } text ? ByteText.FromText(text) : null,
            InsertAfter = after,
            InsertBefore = before,
            Neighbour = neighbour is null ? null : Compile(neighbour),
            BackReferences = arguments.Flag("backrefs"),
            FirstMatch = arguments.Flag("firstmatch"),
        };
    }

    private static PythonPattern Compile(string pattern) => PythonPattern.Compile(ByteText.FromText(pattern), bytes: true);

    private static async ValueTask<OperationResult> EnsureAsync(OperationContext context, string path, LineEdit edit, CancellationToken cancellation)
    {
        var text = new TextEdit(context, path);
        var files = context.Host.Files;
        if (!text.Existed)
        {
            if (!context.Arguments.Flag("create")) throw Failure($"Destination {path} does not exist !", 257);
            CreateFolder(files, HostPath.DirectoryName(path));
        }
        var before = text.Existed ? ByteText.FromBytes(files.ReadAll(path)) : "";
        var (lines, message) = edit.Ensure(ByteText.Lines(before));
        var after = string.Concat(lines);
        var changed = message.Length > 0;
        if (changed) await text.WriteAsync(after, cancellation).ConfigureAwait(false);
        var difference = text.Difference(before, after);
        if (text.IsYetToCome) return Result(text, message, changed, [difference]);
        if (!files.Exists(path)) return Result(text, message, changed, [difference]);
        var attributes = new PropertyDiff();
        (message, changed) = await text.ApplySettingsAsync(message, changed, attributes, cancellation).ConfigureAwait(false);
        return Result(text, message, changed, [difference, attributes.Build(text.AttributesHeading)]);
    }

    private static async ValueTask<OperationResult> RemoveAsync(OperationContext context, string path, LineEdit edit, CancellationToken cancellation)
    {
        var text = new TextEdit(context, path);
        if (!text.Existed) return new OperationResult { Message = "file not present" };
        var before = ByteText.FromBytes(context.Host.Files.ReadAll(path));
        var (lines, removed) = edit.Remove(ByteText.Lines(before));
        var after = string.Concat(lines);
        if (removed > 0) await text.WriteAsync(after, cancellation).ConfigureAwait(false);
        var attributes = new PropertyDiff();
        var (message, changed) = await text.ApplySettingsAsync(removed > 0 ? $"{removed} line(s) removed" : "", removed > 0, attributes, cancellation).ConfigureAwait(false);
        var result = Result(text, message, changed, [text.Difference(before, after), attributes.Build(text.AttributesHeading)]);
        return result with { Values = result.Values.With("found", removed) };
    }

    private static void CreateFolder(IHostFiles files, string folder)
    {
        if (folder.Length == 0 || files.Exists(folder)) return;
        try
        {
            files.CreateDirectories(folder);
        }
        catch (HostException fault)
        {
            throw new OperationException($"Error creating {folder} ({SystemErrors.Python(fault, folder)})");
        }
    }

    private static OperationResult Result(TextEdit text, string message, bool changed, IReadOnlyList<ContentDiff> diffs) => new()
    {
        Changed = changed,
        Message = message,
        Values = new MapBuilder { ["backup"] = text.Backup }.Build(),
        Diffs = diffs,
    };

    private static IReadOnlyList<string> Warnings(MapData arguments)
    {
        var isPattern = arguments.Text("regexp") is "";
        if (!isPattern && arguments.Text("search_string") is not "") return [];
        var warning = $"The {(isPattern ? "regular expression" : "search string")} is an empty string, which will match every line in the file. "
            + "This may have unintended consequences, such as replacing the last line in the file rather than appending.";
        return [isPattern ? warning + " If this is desired, use '^' to match every line in the file and avoid this warning." : warning];
    }

    private static OperationException Failure(string message, int code) => new(message, new MapBuilder { ["rc"] = code }.Build());
}
