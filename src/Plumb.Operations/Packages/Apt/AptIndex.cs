using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Apt;

/// <summary>The lists of what is available: how old they are, and how they are made new.</summary>
internal sealed class AptIndex(HostTools tools, MapData arguments)
{
    private const string Lists = "/var/lib/apt/lists";
    private const string Stamp = "/var/lib/apt/periodic/update-success-stamp";

    private readonly IHost _host = tools.Host;

    public bool Updated { get; private set; }

    /// <summary>When the lists were last made new, in seconds since 1970.</summary>
    public long UpdateTime { get; private set; }

    /// <summary>Makes the lists new where the task wants it and they are older than it allows.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellation)
    {
        UpdateTime = ModifiedAt().ToUnixTimeSeconds();
        var valid = arguments.Integer("cache_valid_time") ?? 0;
        if (!arguments.Flag("update_cache") && valid == 0) return;
        if (ModifiedAt().AddSeconds(valid) >= _host.Clock.GetUtcNow()) return;
        if (_host.IsPlanned)
        {
            Updated = true;
            return;
        }
        var before = ModifiedAt();
        await UpdateAsync(cancellation);
        Updated = ModifiedAt().ToUnixTimeSeconds() != before.ToUnixTimeSeconds();
        UpdateTime = ModifiedAt().ToUnixTimeSeconds();
    }

    private DateTimeOffset ModifiedAt() => (_host.Files.StatusOrNull(Stamp, follow: true) ?? _host.Files.StatusOrNull(Lists, follow: true))?.Modified ?? DateTimeOffset.UnixEpoch;

    // A server may be away for a moment: waits twice as long each time.
    public async ValueTask UpdateAsync(CancellationToken cancellation)
    {
        var retries = arguments.Integer("update_cache_retries") ?? 5;
        var longest = arguments.Integer("update_cache_retry_max_delay") ?? 12;
        var problem = "";
        for (var retry = 0; retry < retries; retry++)
        {
            if (retry > 0) await Task.Delay(TimeSpan.FromSeconds(Math.Min(1L << Math.Min(retry - 1, 20), longest)), _host.Clock, cancellation);
            var outcome = await tools.RunAsync(AptEnvironment.Request(tools.Require("apt-get"), ["update", "-q", "-o", "DPkg::Lock::Timeout=60"]), cancellation);
            problem = Problem(outcome);
            if (problem.Length == 0) return;
        }
        throw new OperationException($"Failed to update apt cache: {(problem.Length > 0 ? problem : "unknown reason")}");
    }

    // That a list could not be fetched is only a warning of apt-get's where an old one is there.
    private static string Problem(ToolOutcome outcome)
    {
        var failed = outcome.Error.Split('\n').Where(l => l.StartsWith("E: ", StringComparison.Ordinal) || l.StartsWith("W: Failed to fetch", StringComparison.Ordinal)).ToList();
        if (failed.Count > 0) return string.Join(", ", failed);
        return outcome.Succeeded ? "" : outcome.Error;
    }
}
