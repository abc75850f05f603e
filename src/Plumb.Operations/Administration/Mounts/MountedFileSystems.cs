using Plumb.Operations.Facts.Hardware;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Administration.Mounts;

/// <summary>What is mounted where, as the kernel tells (proc(5), mountinfo).</summary>
internal sealed class MountedFileSystems
{
    private readonly Dictionary<string, (string Source, string Type)> _mounts = new(StringComparer.Ordinal);

    public MountedFileSystems(IHostFiles files)
    {
        var lines = (files.ReadTextOrNull("/proc/self/mountinfo") ?? "").Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length > 8).ToList();
        var byNumber = lines.GroupBy(f => f[0]).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        foreach (var fields in lines)
        {
            var (root, device) = (MountTable.Unescape(fields[3]), MountTable.Unescape(fields[^2]));
            // A folder that is mounted elsewhere has as source that folder, as seen where its own file system is mounted.
            var isBind = root != "/" && byNumber.ContainsKey(fields[1]);
            _mounts[MountTable.Unescape(fields[4])] = (isBind ? SeenAs(lines, fields, root) : device, fields[^3]);
        }
    }

    public bool IsMounted(string point) => _mounts.ContainsKey(Normal(point));

    public bool IsMountedFrom(string point, string source) =>
        _mounts.TryGetValue(Normal(point), out var mount) && mount.Source == source;

    private static string SeenAs(IEnumerable<string[]> lines, string[] fields, string root)
    {
        var whole = lines.FirstOrDefault(f => f[2] == fields[2] && f[0] != fields[0] && f[3] == "/");
        var point = whole is null ? "/" : MountTable.Unescape(whole[4]);
        return point == "/" ? root : point + root;
    }

    private static string Normal(string point) => point.Length > 1 ? point.TrimEnd('/') : point;
}
