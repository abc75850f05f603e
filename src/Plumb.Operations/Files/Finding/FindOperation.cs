using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Finding;

/// <summary>Lists files, folders or links below some folders that meet conditions.</summary>
internal sealed class FindOperation : IOperation
{
    public OperationSpec Spec { get; } = new("find", "Return a list of files based on specific criteria")
    {
        Arguments =
        [
            new("paths", ArgumentType.List, "The folders to search.") { Required = true, Elements = ArgumentType.Text, Aliases = ["name", "path"] },
            new("patterns", ArgumentType.List, "The names to look for.") { Default = ListData.Empty, Elements = ArgumentType.Text, Aliases = ["pattern"] },
            new("excludes", ArgumentType.List, "The names to leave out.") { Elements = ArgumentType.Text, Aliases = ["exclude"] },
            new("contains", ArgumentType.Text, "A pattern that a line of the file must match."),
            new("read_whole_file", ArgumentType.Boolean, "Look for the pattern in the whole file, not from the start of lines.") { Default = false },
            new("file_type", ArgumentType.Text, "What to look for.") { Default = "file", Choices = ["any", "directory", "file", "link"] },
            new("age", ArgumentType.Text, "At least so old, such as 2d; negative: at most."),
            new("age_stamp", ArgumentType.Text, "Which time the age is of.") { Default = "mtime", Choices = ["atime", "ctime", "mtime"] },
            new("size", ArgumentType.Text, "At least so large, such as 10m; negative: at most."),
            new("recurse", ArgumentType.Boolean, "Descend into folders.") { Default = false },
            new("hidden", ArgumentType.Boolean, "Include names that begin with a dot.") { Default = false },
            new("mode", ArgumentType.Raw, "The permissions that must be set."),
            new("exact_mode", ArgumentType.Boolean, "Whether these permissions and no others.") { Default = true },
            new("follow", ArgumentType.Boolean, "Descend into folders through links.") { Default = false },
            new("get_checksum", ArgumentType.Boolean, "Return the SHA-1 of files.") { Default = false },
            new("use_regex", ArgumentType.Boolean, "Take the names for regular expressions.") { Default = false },
            new("depth", ArgumentType.Integer, "How deep to descend."),
            new("encoding", ArgumentType.Text, "The encoding of the files whose content is looked at."),
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var search = new FileSearch(context, FindConditions.From(context));
        foreach (var path in context.Arguments.Texts("paths")) await search.VisitAsync(path, cancellation).ConfigureAwait(false);
        return new OperationResult
        {
            Message = search.Warnings.Count > 0 ? "Not all paths examined, check warnings for details" : "All paths examined",
            Warnings = search.Warnings,
            Values = new MapBuilder
            {
                ["files"] = DataValue.Of(search.Found),
                ["matched"] = search.Found.Count,
                ["examined"] = search.Examined,
                ["skipped_paths"] = search.Skipped.Build(),
            }.Build(),
        };
    }
}
