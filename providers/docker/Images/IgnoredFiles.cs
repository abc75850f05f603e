using System.Text;
using System.Text.RegularExpressions;

namespace Plumb.Provider.Docker.Images;

/// <summary>
/// The rules of a <c>.dockerignore</c> file: a pattern a line, with <c>*</c>, <c>?</c> and <c>**</c>; after <c>!</c> one
/// that takes files in again; the last rule that matches a path or a folder above it counts.
/// </summary>
internal sealed class IgnoredFiles
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<(Regex Pattern, bool TakesIn)> _rules = [];

    private IgnoredFiles(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#') continue;
            var takesIn = text[0] == '!';
            var pattern = text.TrimStart('!').Trim().Replace('\\', '/').Trim('/');
            if (pattern.StartsWith("./", StringComparison.Ordinal)) pattern = pattern[2..];
            if (pattern.Length == 0 || pattern == ".") continue;
            _rules.Add((new Regex($"^{Translate(pattern)}(/.*)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience), takesIn));
        }
    }

    /// <summary>The rules of a folder; the instructions' own file goes before the folder's.</summary>
    public static IgnoredFiles Of(string folder, string dockerfile)
    {
        foreach (var path in new[] { dockerfile + ".dockerignore", Path.Combine(folder, ".dockerignore") })
            if (File.Exists(path)) return new IgnoredFiles(File.ReadLines(path));
        return new IgnoredFiles([]);
    }

    public static IgnoredFiles Parse(string text) => new(text.Split('\n'));

    /// <summary>Whether a file is left out. The path is relative, with slashes.</summary>
    public bool Contains(string path)
    {
        var isIgnored = false;
        foreach (var (pattern, takesIn) in _rules)
            if (isIgnored == takesIn && pattern.IsMatch(path)) isIgnored = !takesIn;
        return isIgnored;
    }

    private static string Translate(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**/"))
            {
                text.Append("(.*/)?");
                i += 2;
            }
            else if (pattern.AsSpan(i).StartsWith("**"))
            {
                text.Append(".*");
                i++;
            }
            else
            {
                text.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }
        return text.ToString();
    }
}
