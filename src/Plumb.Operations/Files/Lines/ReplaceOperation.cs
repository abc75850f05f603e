using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Lines;

/// <summary>Replaces all matches of a pattern in a text file, or in a part of it.</summary>
internal sealed class ReplaceOperation : IOperation
{
    public OperationSpec Spec { get; } = new("replace", "Replace all instances of a particular string in a file using a back-referenced regular expression")
    {
        FileArguments = true,
        Arguments =
        [
            new("path", ArgumentType.Path, "The file to modify.") { Required = true, Aliases = ["dest", "destfile", "name"] },
            new("regexp", ArgumentType.Text, "The pattern to look for in the file.") { Required = true },
            new("replace", ArgumentType.Text, "What replaces each match.") { Default = "" },
            new("after", ArgumentType.Text, "Only what comes after this pattern is considered."),
            new("before", ArgumentType.Text, "Only what comes before this pattern is considered."),
            new("backup", ArgumentType.Boolean, "Keep a copy of the file as it was.") { Default = false },
            new("validate", ArgumentType.Text, "A command that judges the new file, given as %s."),
            new("encoding", ArgumentType.Text, "The encoding of the file.") { Default = "utf-8" },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var path = arguments.RequiredText("path");
        var files = context.Host.Files;
        if (files.IsDirectory(path)) throw Failure($"Path {path} is a directory !", 256);
        if (!files.Exists(path)) throw Failure($"Path {path} does not exist !", 257);
        var codec = FileCodec.Of(arguments.RequiredText("encoding"));
        var before = Decode(files, path, ref codec);
        var values = new MapBuilder { ["rc"] = 0 };
        if (Section(arguments, before, codec) is not { } section)
        {
            return new OperationResult { Message = $"Pattern for before/after params did not match the given file: {SectionPattern(arguments)}", Values = values.Build() };
        }
        var (replaced, count) = Replace(arguments, before[section], codec);
        var after = string.Concat(before.AsSpan(0, section.Start.Value), replaced, before.AsSpan(section.End.Value));
        var changed = count > 0 && before != after;
        var text = new TextEdit(context, path);
        if (changed) await text.WriteAsync(codec.Encode(after), cancellation).ConfigureAwait(false);
        if (text.Backup.Length > 0) values["backup_file"] = text.Backup;
        var (message, differs) = await text.ApplySettingsAsync(changed ? $"{count} replacements made" : "", changed, null, cancellation).ConfigureAwait(false);
        return new OperationResult
        {
            Changed = differs,
            Message = message,
            Values = values.Build(),
            Diffs = changed && context.Request.Diff ? [new ContentDiff(codec.Shown(before), codec.Shown(after)) { BeforeHeader = path, AfterHeader = path }] : [],
        };
    }

    private static string Decode(IHostFiles files, string path, ref FileCodec codec)
    {
        try
        {
            var content = files.ReadAll(path);
            codec = codec.For(content);
            return codec.Decode(content);
        }
        catch (HostException fault)
        {
            throw new OperationException($"Unable to read the contents of {path}: {SystemErrors.Python(fault, path)}");
        }
    }

    private static string SectionPattern(MapData arguments)
    {
        var (after, before) = (arguments.Text("after") ?? "", arguments.Text("before") ?? "");
        if (after.Length > 0 && before.Length > 0) return $"{after}(?P<subsection>.*?){before}";
        if (after.Length > 0) return after + "(?P<subsection>.*)";
        return before.Length > 0 ? "(?P<subsection>.*)" + before : "";
    }

    private static Range? Section(MapData arguments, string content, FileCodec codec)
    {
        var text = SectionPattern(arguments);
        if (text.Length == 0) return 0..content.Length;
        var pattern = PythonPattern.Compile(codec.Written(text), RegexOptions.Singleline);
        var match = pattern.Regex.Match(content);
        if (!match.Success || pattern.GroupNumber("subsection") is not { } number) return null;
        var group = match.Groups[number];
        return group.Index..(group.Index + group.Length);
    }

    private static (string Text, int Count) Replace(MapData arguments, string section, FileCodec codec)
    {
        var pattern = PythonPattern.Compile(codec.Written(arguments.RequiredText("regexp")), RegexOptions.Multiline);
        var template = Template(pattern, codec.Written(arguments.RequiredText("replace")));
        var count = 0;
        var text = pattern.Regex.Replace(section, match =>
        {
            count++;
            return template.Expand(match);
        });
        return (text, count);
    }

    /// <summary>Read before there is a match, so that a wrong one fails in every file.</summary>
    private static ReplacementTemplate Template(PythonPattern pattern, string source)
    {
        try
        {
            return pattern.Template(source);
        }
        catch (PatternException fault)
        {
            throw new OperationException($"Unable to process replace due to error: {fault.Message}");
        }
    }

    private static OperationException Failure(string message, int code) => new(message, new MapBuilder { ["rc"] = code }.Build());
}
