using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts.Services;

/// <summary>Services that init scripts start, and those of OpenRC.</summary>
internal static partial class ScriptServices
{
    public static async ValueTask AddAsync(HostTools tools, MapBuilder services, List<string> warnings, CancellationToken cancellation)
    {
        var (hasChkconfig, hasOpenRc) = (tools.Has("chkconfig"), tools.Has("rc-status"));
        if (tools.Has("service") && !hasChkconfig && !hasOpenRc) await AddSysvAsync(tools, services, warnings, cancellation);
        if (hasChkconfig) await AddChkconfigAsync(tools, services, cancellation);
        else if (hasOpenRc && tools.Has("rc-update")) await AddOpenRcAsync(tools, services, cancellation);
    }

    private static async ValueTask AddSysvAsync(HostTools tools, MapBuilder services, List<string> warnings, CancellationToken cancellation)
    {
        var outcome = await tools.AskAsync("service", ["--status-all"], cancellation);
        if (outcome.ExitCode == 4 && !tools.Host.Files.Exists("/etc/init.d")) return;
        if (!outcome.Succeeded) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"Unable to query 'service' tool ({outcome.ExitCode}): {outcome.Error}"));
        foreach (Match match in StatusLine().Matches(outcome.Output))
        {
            var name = match.Groups["name"].Value;
            services.Add(name, new MapBuilder { { "name", name }, { "state", match.Groups["state"].Value == "+" ? "running" : "stopped" }, { "source", "sysv" } });
        }
    }

    private static async ValueTask AddChkconfigAsync(HostTools tools, MapBuilder services, CancellationToken cancellation)
    {
        var outcome = await tools.AskAsync("chkconfig", ["--list"], cancellation);
        foreach (var fields in outcome.Lines.Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length > 4 && f[1].Contains(':', StringComparison.Ordinal)))
        {
            var running = await tools.AskAsync("service", [fields[0], "status"], cancellation);
            services.Add(fields[0], new MapBuilder
            {
                { "name", fields[0] },
                { "state", running.Succeeded ? "running" : "stopped" },
                { "status", fields.Contains("3:on") ? "enabled" : "disabled" },
                { "source", "sysv" },
            });
        }
    }

    private static async ValueTask AddOpenRcAsync(HostTools tools, MapBuilder services, CancellationToken cancellation)
    {
        var status = await tools.AskAsync("rc-status", ["-a", "-s", "-m"], cancellation);
        var update = await tools.AskAsync("rc-update", ["show", "-v"], cancellation);
        var levels = update.Lines.Select(l => l.Split('|', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => p[0].Trim(), p => p[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        foreach (var fields in status.Lines.Where(l => l[0] == ' ').Select(l => l.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length > 1))
        {
            var own = levels.GetValueOrDefault(fields[0]);
            services.Add(fields[0], new MapBuilder
            {
                { "name", fields[0] },
                { "runlevels", own is { Length: > 0 } ? DataValue.Of(own) : DataValue.Null },
                { "state", fields[1] },
                { "source", "openrc" },
            });
        }
    }

    [GeneratedRegex(@"^\s*\[ (?<state>\+|\-) \]\s+(?<name>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex StatusLine();
}
