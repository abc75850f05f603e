using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Lines;

/// <summary>Keeps a block of lines between two markers in a text file, or out of it.</summary>
internal sealed class BlockInFileOperation : IOperation
{
    public OperationSpec Spec { get; } = new("blockinfile", "Insert/update/remove a text block surrounded by marker lines")
    {
        FileArguments = true,
        Arguments =
        [
            new("path", ArgumentType.Path, "The file to modify.") { Required = true, Aliases = ["dest", "destfile", "name"] },
            new("state", ArgumentType.Text, "Whether the block is to be there.") { Default = "present", Choices = ["absent", "present"] },
            new("marker", ArgumentType.Text, "The marker line; {mark} is its begin or end.") { Default = "# {mark} ANSIBLE MANAGED BLOCK" },
            new("block", ArgumentType.Text, "The text between the markers.") { Default = "", Aliases = ["content"] },
            new("insertafter", ArgumentType.Text, "A pattern: the block is inserted after its last match."),
            new("insertbefore", ArgumentType.Text, "A pattern: the block is inserted before its last match."),
            new("create", ArgumentType.Boolean, "Create the file where it does not exist.") { Default = false },
            new("backup", ArgumentType.Boolean, "Keep a copy of the file as it was.") { Default = false },
            new("validate", ArgumentType.Text, "A command that judges the new file, given as %s."),
            new("marker_begin", ArgumentType.Text, "What stands for {mark} before the block.") { Default = "BEGIN" },
            new("marker_end", ArgumentType.Text, "What stands for {mark} after the block.") { Default = "END" },
            new("append_newline", ArgumentType.Boolean, "Keep an empty line after the block.") { Default = false },
            new("prepend_newline", ArgumentType.Boolean, "Keep an empty line before the block.") { Default = false },
        ],
        MutuallyExclusive = [["insertbefore", "insertafter"]],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var path = arguments.RequiredText("path");
        var files = context.Host.Files;
        if (files.IsDirectory(path)) throw Failure($"Path {path} is a directory !", 256);
        var text = new TextEdit(context, path);
        if (!text.Existed && !arguments.Flag("create")) throw Failure($"Path {path} does not exist !", 257);
        if (!text.Existed) CreateFolder(files, HostPath.DirectoryName(path));
        if (!text.Existed && arguments.Text("state") == "absent") return new OperationResult { Message = $"File {path} not present" };
        var edit = Edit(arguments);
        var before = text.Existed ? ByteText.FromBytes(files.ReadAll(path)) : "";
        var after = edit.Apply(before);
        var message = text.Existed && before == after ? "" : !text.Existed ? "File created" : edit.IsRemoval ? "Block removed" : "Block inserted";
        var changed = message.Length > 0;
        if (changed) await text.WriteAsync(after, cancellation).ConfigureAwait(false);
        var difference = text.Difference(before, after);
        if (text.IsYetToCome) return new OperationResult { Changed = changed, Message = message, Diffs = [difference] };
        var attributes = new PropertyDiff();
        (message, changed) = await text.ApplySettingsAsync(message, changed, attributes, cancellation).ConfigureAwait(false);
        return new OperationResult
        {
            Changed = changed,
            Message = message,
            Values = text.Backup.Length == 0 ? MapData.Empty : new MapBuilder { ["backup_file"] = text.Backup }.Build(),
            Diffs = [difference, attributes.Build(text.AttributesHeading)],
        };
    }

    private static BlockEdit Edit(MapData arguments)
    {
        var (after, before) = (arguments.Text("insertafter"), arguments.Text("insertbefore"));
        if (before is null && after is null) after = "EOF";
        var neighbour = after is not (null or "EOF") ? after : before is not (null or "BOF") ? before : null;
        var marker = arguments.RequiredText("marker");
        return new BlockEdit(Marker(marker, arguments.RequiredText("marker_begin")), Marker(marker, arguments.RequiredText("marker_end")))
        {
            Block = arguments.Text("state") == "present" ? ByteText.FromText(arguments.RequiredText("block")) : "",
            Neighbour = neighbour is null ? null : PythonPattern.Compile(ByteText.FromText(neighbour), bytes: true),
            IsAfter = after is not null,
            AppendNewline = arguments.Flag("append_newline"),
            PrependNewline = arguments.Flag("prepend_newline"),
        };
    }

    private static string Marker(string marker, string mark) => ByteText.FromText(marker.Replace("{mark}", mark, StringComparison.Ordinal));

    private static void CreateFolder(IHostFiles files, string folder)
    {
        if (folder.Length == 0 || files.Exists(folder)) return;
        try
        {
            files.CreateDirectories(folder);
        }
        catch (HostException fault)
        {
            throw new OperationException($"Error creating {folder} Error code: {fault.Number} Error description: {fault.Message}");
        }
    }

    private static OperationException Failure(string message, int code) => new(message, new MapBuilder { ["rc"] = code }.Build());
}
