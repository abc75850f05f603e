using System.Text;
using System.Text.RegularExpressions;
using Plumb.Playbooks.Templating.Controller;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Paths that a pattern of the shell stands for, as Python's <c>glob.glob</c> finds them, in the order the system lists them.</summary>
internal static class FileGlob
{
    public static IEnumerable<string> Find(string pattern, IControllerFiles files)
    {
        var cut = pattern.LastIndexOf('/') + 1;
        var (head, name) = (pattern[..cut], pattern[cut..]);
        if (!HasMagic(pattern)) return files.Find(pattern, followLinks: false) is null ? [] : [pattern];

        var directory = head.Length > 1 ? head.TrimEnd('/') : head;
        IEnumerable<string> directories = directory.Length > 0 && HasMagic(directory) ? Find(directory, files) : [directory];
        return directories.SelectMany(found => InDirectory(found, name, files));
    }

    private static IEnumerable<string> InDirectory(string directory, string pattern, IControllerFiles files)
    {
        if (!HasMagic(pattern))
        {
            var path = PosixPath.Join(directory, pattern);
            return files.Find(path, followLinks: false) is null ? [] : [path];
        }

        var matcher = new Regex(Translate(pattern), RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        // Hidden names are found by patterns that begin with a dot only.
        return files.List(directory.Length == 0 ? "." : directory)
            .Where(name => (pattern[0] == '.' || name[0] != '.') && matcher.IsMatch(name))
            .Select(name => PosixPath.Join(directory, name));
    }

    private static bool HasMagic(string pattern) => pattern.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>The pattern of <c>fnmatch</c> as a regular expression of a whole name.</summary>
    public static string Translate(string pattern)
    {
        var output = new StringBuilder(@"\A");
        for (var at = 0; at < pattern.Length; at++)
        {
            var close = pattern[at] == '[' ? pattern.IndexOf(']', Math.Min(pattern.Length, at + (at + 1 < pattern.Length && pattern[at + 1] == '!' ? 3 : 2))) : -1;
            if (close > 0)
            {
                var inside = pattern[(at + 1)..close].Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
                output.Append('[').Append(inside[0] == '!' ? "^" + inside[1..] : inside[0] == '^' ? @"\" + inside : inside).Append(']');
                at = close;
                continue;
            }

            output.Append(pattern[at] switch { '*' => ".*", '?' => ".", var other => Regex.Escape(other.ToString()) });
        }

        return output.Append(@"\z").ToString();
    }
}
