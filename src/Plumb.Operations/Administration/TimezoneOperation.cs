using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration;

/// <summary>Sets the time zone, and whether the machine's own clock runs in it.</summary>
internal sealed partial class TimezoneOperation : IOperation
{
    private const string Zones = "/usr/share/zoneinfo/";

    public OperationSpec Spec { get; } = new("timezone", "Configure timezone setting")
    {
        Collection = "community.general",
        Arguments =
        [
            new("name", ArgumentType.Text, "The zone, such as Europe/Zurich"),
            new("hwclock", ArgumentType.Text, "How the machine's own clock runs") { Choices = ["local", "UTC"], Aliases = ["rtc"] },
        ],
        RequiredOneOf = [["hwclock", "name"]],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (name, clock) = (context.Arguments.Text("name"), context.Arguments.Text("hwclock"));
        if (name is not null && context.Host.Files.StatusOrNull(Zones + name, follow: true)?.Kind != FileKind.File)
        {
            throw new OperationException($"Error message:\ngiven timezone \"{name}\" is not available");
        }
        var tools = new HostTools(context.Host);
        var status = await tools.AskIfThereAsync("timedatectl", [], cancellation);
        var settings = status is { Succeeded: true } ? Told(status.Output) : Kept(context.Host.Files);
        var before = new MapBuilder();
        var after = new MapBuilder();
        if (name is not null) Add("name", settings.Zone, name);
        if (clock is not null) Add("hwclock", settings.Clock, clock);
        var changed = !before.Build().Equals(after.Build());
        if (name is not null && settings.Zone != name) await SetZoneAsync(context, tools, status is { Succeeded: true }, name, cancellation);
        if (clock is not null && settings.Clock != clock) await SetClockAsync(context, tools, status is { Succeeded: true }, clock, cancellation);
        return new OperationResult
        {
            Changed = changed,
            Diffs = changed || context.Request.Diff ? [new ContentDiff(DataJson.Write(before.Build()), DataJson.Write(after.Build())) { IsProperties = true }] : [],
        };

        void Add(string key, string was, string wanted)
        {
            before.Add(key, was);
            after.Add(key, wanted);
        }
    }

    private static (string Zone, string Clock) Told(string status) =>
        (ZoneLine().Match(status).Groups[1].Value, ClockLine().Match(status).Groups[1].Value is "yes" ? "local" : "UTC");

    // What a file says only counts if the clock in use says the same.
    private static (string Zone, string Clock) Kept(IHostFiles files)
    {
        var written = files.ReadTextOrNull("/etc/timezone")?.Trim().Split('\n')[0] ?? SysconfigZone().Match(files.ReadTextOrNull("/etc/sysconfig/clock") ?? "").Groups[1].Value;
        var zone = written.Length == 0 ? "n/a" : written;
        if (files.IsLink("/etc/localtime"))
        {
            var target = files.ReadLink("/etc/localtime");
            var linked = target.IndexOf("zoneinfo/", StringComparison.Ordinal) is >= 0 and var at ? target[(at + "zoneinfo/".Length)..] : "n/a";
            if (zone != "n/a" && linked != zone) zone = linked;
        }
        else if (zone != "n/a" && files.ReadBytesOrNull("/etc/localtime")?.AsSpan().SequenceEqual(files.ReadBytesOrNull(Zones + zone)) != true)
        {
            zone = "n/a";
        }
        var adjusted = (files.ReadTextOrNull("/etc/adjtime") ?? "").Split('\n').Contains("LOCAL");
        return (zone, adjusted ? "local" : "UTC");
    }

    private static async ValueTask SetZoneAsync(OperationContext context, HostTools tools, bool hasTimedatectl, string name, CancellationToken cancellation)
    {
        var files = context.Host.Files;
        if (hasTimedatectl)
        {
            Check(await tools.ChangeAsync("timedatectl", ["set-timezone", name], cancellation));
            return;
        }
        if (files.StatusOrNull("/etc/localtime", follow: false) is not null) files.Remove("/etc/localtime");
        files.CreateSymbolicLink("/etc/localtime", Zones + name);
        var isRedHat = files.Exists("/etc/sysconfig") && !tools.Has("dpkg-reconfigure");
        files.WriteText(isRedHat ? "/etc/sysconfig/clock" : "/etc/timezone", isRedHat ? $"ZONE=\"{name}\"\n" : name + "\n", new FilePlacement(0x1A4));
        if (tools.Has("dpkg-reconfigure")) Check(await tools.ChangeAsync("dpkg-reconfigure", ["--frontend", "noninteractive", "tzdata"], cancellation));
    }

    private static async ValueTask SetClockAsync(OperationContext context, HostTools tools, bool hasTimedatectl, string clock, CancellationToken cancellation)
    {
        if (hasTimedatectl)
        {
            Check(await tools.ChangeAsync("timedatectl", ["set-local-rtc", clock == "local" ? "yes" : "no"], cancellation));
            return;
        }
        if (tools.Has("dpkg-reconfigure")) context.Host.Files.WriteText("/etc/default/rcS", $"UTC={(clock == "local" ? "no" : "yes")}\n", new FilePlacement(0x1A4));
        Check(await tools.ChangeAsync("hwclock", ["--systohc", clock == "local" ? "--localtime" : "--utc"], cancellation));
    }

    private static void Check(ToolOutcome outcome)
    {
        if (!outcome.Succeeded) throw new OperationException(outcome.Error.TrimEnd(), new MapBuilder { { "rc", outcome.ExitCode }, { "stdout", outcome.Output }, { "stderr", outcome.Error } }.Build());
    }

    [GeneratedRegex(@"^\s*Time ?zone\s*:\s*(\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ZoneLine();

    [GeneratedRegex(@"^\s*RTC in local TZ\s*:\s*(\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ClockLine();

    [GeneratedRegex(@"^(?:TIME)?ZONE\s*=\s*""?([^""\s]+)""?", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SysconfigZone();
}
