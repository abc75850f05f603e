using Plumb.Core.Values;
using System.Diagnostics.CodeAnalysis;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary>Finds the files that functions name: "~" is the home directory, other relative paths start at the root module.</summary>
internal static class ConfigurationFiles
{
    /// <summary>The absolute path; false where "~" stands for nothing.</summary>
    internal static bool TryLocate(FunctionContext context, string path, out string located, out string failure)
    {
        if (!TryExpandHome(context, path, out located, out failure)) return false;
        located = PathText.IsAbsolute(located) ? PathText.Clean(located) : PathText.Join(context.BaseDirectory, located);
        return true;
    }

    /// <summary>The path with "~" replaced.</summary>
    internal static bool TryExpandHome(FunctionContext context, string path, out string expanded, out string failure)
    {
        expanded = path;
        failure = "";
        if (!path.StartsWith('~')) return true;
        if (path.Length > 1 && path[1] != '/') failure = "the home directory of another user cannot be told; write the path out";
        else if (context.Files.HomeDirectory is not { } home) failure = "the path starts with \"~\", but there is no home directory";
        else expanded = PathText.Join(home, path[1..]);
        return failure.Length == 0;
    }

    internal static bool TryRead(FunctionContext context, string path, [NotNullWhen(true)] out byte[]? content, out string failure) =>
        TryRead(context, Value.String(path), out content, out failure);

    /// <summary>The same for a path that may be marked, and then is not shown in the failure.</summary>
    internal static bool TryRead(FunctionContext context, Value path, [NotNullWhen(true)] out byte[]? content, out string failure)
    {
        content = null;
        if (!TryLocate(context, ((StringValue)path.Unmarked).Text, out var located, out failure)) return false;
        var read = context.Files.Read(located);
        content = read.Bytes;
        if (content is not null) return true;
        failure = context.Files.KindOf(located) == FileKind.Missing
            ? $"there is no file at {path.Shown()}; functions read what is there before anything is created, so take what a resource writes from that resource's attributes"
            : $"the file at {path.Shown()} cannot be read: {read.Failure}";
        return false;
    }
}
