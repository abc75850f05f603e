using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Apt;

/// <summary>
/// Keeps packages that a task names from being removed as no longer needed, where they came as a dependency of others. Which these
/// are stands in a file, so that the program is only started for them.
/// </summary>
internal sealed class AptMarks(HostTools tools)
{
    private const string States = "/var/lib/apt/extended_states";

    public async ValueTask KeepAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        var automatic = ControlFile.Read(tools.Host.Files.ReadTextOrNull(States) ?? "")
            .Where(s => s.GetValueOrDefault("Auto-Installed") == "1")
            .Select(s => s.GetValueOrDefault("Package", ""))
            .ToHashSet(StringComparer.Ordinal);
        var marked = names.Where(n => automatic.Contains(n.Split(':')[0])).Distinct().ToList();
        if (marked.Count == 0 || !tools.Has("apt-mark")) return;
        var outcome = await tools.ChangeAsync("apt-mark", ["manual", .. marked], cancellation);
        if (!outcome.Succeeded) throw new OperationException($"'{tools.Require("apt-mark")} manual {string.Join(' ', marked)}' failed: {outcome.Error}");
    }
}
