using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters of paths on the controller, and of paths of Windows.</summary>
internal static class PathFilters
{
    public static IEnumerable<JinjaFilter> All(TemplarSettings settings) =>
    [
        FilterDefinition.Filter("basename", "", call => PosixPath.BaseName(call.RequiredText())),
        FilterDefinition.Filter("dirname", "", call => PosixPath.DirectoryName(call.RequiredText())),
        FilterDefinition.Filter("splitext", "", call => PosixPath.SplitExtension(call.RequiredText()) is var (root, extension) ? new PyTuple(root, extension) : null),
        FilterDefinition.Filter("normpath", "", call => PosixPath.Normalize(call.RequiredText())),
        FilterDefinition.Filter("commonpath", "", call => Common(call.Value)),
        FilterDefinition.Filter("path_join", "", call => Join(call.Value)),
        FilterDefinition.Filter("realpath", "", call => settings.Files.RealPath(PosixPath.Absolute(call.RequiredText(), settings.Files.WorkingDirectory))),
        FilterDefinition.Filter("relpath", "start='.'", call => Relative(call, settings)),
        FilterDefinition.Filter("expanduser", "", call => HomePath.Expand(call.RequiredText(), settings)),
        FilterDefinition.Filter("expandvars", "", call => ExpandVariables(call.RequiredText(), settings)),
        FilterDefinition.Filter("fileglob", "", call => new PyList(FileGlob.Find(call.RequiredText(), settings.Files).Where(path => IsFile(path, settings)))),
        FilterDefinition.Filter("win_basename", "", call => WindowsPath.BaseName(call.RequiredText())),
        FilterDefinition.Filter("win_dirname", "", call => WindowsPath.DirectoryName(call.RequiredText())),
        FilterDefinition.Filter("win_splitdrive", "", call => WindowsPath.SplitDrive(call.RequiredText()) is var (drive, rest) ? new PyTuple(drive, rest) : null),
    ];

    private static bool IsFile(string path, TemplarSettings settings) => settings.Files.Find(path) is { Kind: Controller.ControllerFileKind.File };

    private static string Relative(FilterCall call, TemplarSettings settings)
    {
        var path = call.RequiredText();
        return path.Length == 0 ? throw JinjaException.Value("no path specified") : PosixPath.Relative(path, call.TextOf(0), settings.Files.WorkingDirectory);
    }

    private static string Join(object? paths) => paths switch
    {
        string path => path,
        IPySequence { Count: 0 } => throw JinjaException.Type("join() missing 1 required positional argument: 'a'"),
        IPySequence parts when parts.All(p => p is string or Markup) => PosixPath.Join(PyText.Str(parts[0]), parts.Skip(1).Select(PyText.Str)),
        IPySequence parts => throw JinjaException.Type($"join() argument must be str, bytes, or os.PathLike object, not '{PyTypes.NameOf(parts.First(p => p is not (string or Markup)))}'"),
        Undefined undefined => throw undefined.Fault(),
        _ => throw JinjaException.Type($"|path_join expects string or sequence, got <class '{PyTypes.FullNameOf(paths)}'> instead."),
    };

    private static string Common(object? paths) => paths is IPySequence list
        ? PosixPath.Common([.. list.Select(PyText.Str)])
        : throw JinjaException.Type($"|path_join expects sequence, got <class '{PyTypes.FullNameOf(paths)}'> instead.");

    /// <summary><c>$NAME</c> and <c>${NAME}</c>; those that are not set stay as they are.</summary>
    private static string ExpandVariables(string text, TemplarSettings settings)
    {
        var output = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var name = text[at] == '$' ? VariableName(text, at) : null;
            if (name is null || settings.Environment(name.Trim('{', '}')) is not { } value)
            {
                output.Append(text[at]);
                continue;
            }

            output.Append(value);
            at += name.Length;
        }

        return output.ToString();
    }

    private static string? VariableName(string text, int dollar)
    {
        var start = dollar + 1;
        if (start < text.Length && text[start] == '{') return text.IndexOf('}', start) is > 0 and var close ? text[start..(close + 1)] : null;
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return end == start ? null : text[start..end];
    }
}
