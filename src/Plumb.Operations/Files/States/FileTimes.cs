using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.States;

/// <summary>The times of access and modification that a task wants: a time, the present, or what is there.</summary>
internal sealed class FileTimes
{
    private readonly OperationContext _context;
    private readonly Wanted _modified;
    private readonly Wanted _accessed;

    public FileTimes(OperationContext context, string state)
    {
        _context = context;
        _modified = Read(context, "modification_time", state);
        _accessed = Read(context, "access_time", state);
    }

    private enum Kind { Preserve, Now, Time }

    private readonly record struct Wanted(Kind Kind, DateTimeOffset Time);

    /// <summary>Sets the times where they differ. Returns whether they did.</summary>
    public bool Apply(string path, PropertyDiff? diff)
    {
        if (_modified.Kind == Kind.Preserve && _accessed.Kind == Kind.Preserve) return false;
        var files = _context.Host.Files;
        try
        {
            var before = files.Status(path, follow: true) ?? throw SystemErrors.Named("ENOENT", path);
            var now = _context.Host.Clock.GetUtcNow();
            var modified = Resolve(_modified, before.Modified, now);
            var accessed = Resolve(_accessed, before.Accessed, now);
            if (modified == before.Modified && accessed == before.Accessed) return false;
            files.SetTimes(path, accessed, modified, follow: true);
            if (modified != before.Modified) diff?.Add("mtime", Seconds(before.Modified), Seconds(modified));
            if (accessed != before.Accessed) diff?.Add("atime", Seconds(before.Accessed), Seconds(accessed));
            return true;
        }
        catch (HostException fault)
        {
            throw new OperationException("Error while updating modification or access time: " + SystemErrors.Python(fault, path),
                new MapBuilder { ["path"] = path }.Build());
        }
    }

    /// <summary>A time as Python has it: seconds since 1970 with their fraction, which it rounds once for the product and once for the sum.</summary>
    /// <param name="time">The time.</param>
    /// <param name="nanoseconds">Those that the time itself cannot hold.</param>
    public static double Seconds(DateTimeOffset time, int nanoseconds = 0)
    {
        var seconds = time.ToUnixTimeSeconds();
        var fraction = ((time - DateTimeOffset.UnixEpoch).Ticks - seconds * TimeSpan.TicksPerSecond) * TimeSpan.NanosecondsPerTick + nanoseconds;
        return seconds + 1e-9 * fraction;
    }

    private static DateTimeOffset Resolve(Wanted wanted, DateTimeOffset before, DateTimeOffset now) => wanted.Kind switch
    {
        Kind.Preserve => before,
        Kind.Now => now,
        _ => wanted.Time,
    };

    private static Wanted Read(OperationContext context, string name, string state)
    {
        var text = context.Arguments.Text(name) ?? (state == "touch" ? "now" : "preserve");
        if (text == "preserve") return new Wanted(Kind.Preserve, default);
        if (text == "now") return new Wanted(Kind.Now, default);
        var format = context.Arguments.RequiredText(name + "_format");
        if (PythonTime.Parse(text, format) is not { } time)
        {
            throw new OperationException($"Error while obtaining timestamp for time {text} using format {format}: time data '{text}' does not match format '{format}'");
        }
        var zone = context.Host.Clock.LocalTimeZone;
        return new Wanted(Kind.Time, new DateTimeOffset(time, zone.GetUtcOffset(time)));
    }
}
