using System.IO.Enumeration;
using Plumb.Packages;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>Finds a directory inside a package; <c>*</c> stands for whatever the package calls its only directory there.</summary>
internal static class Subdirectory
{
    internal static string Find(string package, string path)
    {
        var at = package;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is "." or "..") throw new FetchException($"the path \"{path}\" leads out of the package.");
            at = part.AsSpan().IndexOfAny('*', '?') < 0 ? Path.Combine(at, part) : Match(at, part, path);
        }
        return Directory.Exists(at) ? at : throw new FetchException($"the package has no directory \"{path}\".");
    }

    private static string Match(string directory, string pattern, string path)
    {
        if (!Directory.Exists(directory)) throw new FetchException($"the package has no directory \"{path}\".");
        var matches = Directory.EnumerateDirectories(directory)
            .Where(d => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(d), ignoreCase: false))
            .Take(2).ToList();
        return matches switch
        {
            [var one] => one,
            [] => throw new FetchException($"the package has no directory \"{path}\"."),
            _ => throw new FetchException($"the package has several directories \"{path}\"."),
        };
    }
}
