using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Text;

/// <summary>Patterns of names as the shell has them: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>.</summary>
internal static class GlobPattern
{
    /// <summary>A pattern for whole names, in which a star matches anything.</summary>
    public static Regex Compile(string pattern) => new(@"\A" + Translate(pattern) + @"\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <summary>The paths of a host that match a pattern. Names that begin with a dot match only where the pattern says the dot.</summary>
    public static IReadOnlyList<string> Find(IHostFiles files, string pattern)
    {
        if (!HasWildcard(pattern)) return files.Look(pattern, follow: false) is null ? [] : [pattern];
        var (folder, name) = (HostPath.DirectoryName(pattern), HostPath.FileName(pattern));
        var found = new List<string>();
        foreach (var parent in HasWildcard(folder) ? Find(files, folder) : [folder])
        {
            var place = parent.Length == 0 ? "." : parent;
            if (!files.IsDirectory(place)) continue;
            if (!HasWildcard(name))
            {
                if (files.Look(HostPath.Join(parent, name), follow: false) is not null) found.Add(HostPath.Join(parent, name));
                continue;
            }
            var names = Compile(name);
            found.AddRange(List(files, place).Where(n => (name.StartsWith('.') || !n.StartsWith('.')) && names.IsMatch(n)).Select(n => HostPath.Join(parent, n)));
        }
        return found;
    }

    private static IReadOnlyList<string> List(IHostFiles files, string folder)
    {
        try
        {
            return files.List(folder);
        }
        catch (HostException)
        {
            // A folder that may not be read holds nothing that could be seen.
            return [];
        }
    }

    private static bool HasWildcard(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    private static string Translate(string pattern)
    {
        var output = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*': output.Append(".*"); break;
                case '?': output.Append('.'); break;
                case '[': i = Class(pattern, i, output); break;
                default: output.Append(Regex.Escape(pattern[i].ToString())); break;
            }
        }
        return output.ToString();
    }

    // A bracket that is never closed is itself.
    private static int Class(string pattern, int start, StringBuilder output)
    {
        var first = start + 1;
        if (first < pattern.Length && pattern[first] == '!') first++;
        var close = first < pattern.Length ? pattern.IndexOf(']', first + (pattern[first] == ']' ? 1 : 0)) : -1;
        if (close < 0)
        {
            output.Append(@"\[");
            return start;
        }
        var inside = pattern[(start + 1)..close].Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
        if (inside.StartsWith('!')) inside = "^" + inside[1..];
        else if (inside.StartsWith('^')) inside = @"\" + inside;
        if (inside.Contains(']', StringComparison.Ordinal)) inside = inside.Replace("]", @"\]", StringComparison.Ordinal);
        output.Append('[').Append(inside).Append(']');
        return close;
    }
}
