using System.Globalization;
using System.Text;

namespace Plumb.EndToEnd.Plays;

/// <summary>The processes of this machine, those in namespaces too, as /proc has them. One that ends while it is looked at has nothing to tell.</summary>
internal static class Processes
{
    public static Dictionary<int, int> Parents()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            var stat = Read(id, "stat");
            // The name of the program stands in brackets and may hold anything.
            if (stat.LastIndexOf(')') is var end and >= 0 && stat[(end + 2)..].Split(' ') is [var state, var parent, ..] && state != "Z") parents[id] = int.Parse(parent, CultureInfo.InvariantCulture);
        }
        return parents;
    }

    public static bool IsBelow(int id, int root, Dictionary<int, int> parents)
    {
        for (var steps = 0; steps < 64 && parents.TryGetValue(id, out var parent); steps++, id = parent)
        {
            if (parent == root) return true;
        }
        return false;
    }

    public static string CommandLine(int id) => Read(id, "cmdline").Replace('\0', ' ');

    public static string Environment(int id) => Read(id, "environ");

    /// <summary>Those that have inherited a variable, other than this test itself.</summary>
    public static IReadOnlyList<int> With(string variable) => [.. Parents().Keys.Where(p => p != System.Environment.ProcessId && Environment(p).Contains(variable, StringComparison.Ordinal))];

    private static string Read(int id, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/{file}"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
