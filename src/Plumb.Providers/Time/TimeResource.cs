using System.Globalization;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Time;

/// <summary>A time that is kept in the state, and taken anew when its triggers change. Times are stored without fractions of seconds.</summary>
public abstract class TimeResource : Resource
{
    private protected static readonly string[] PartNames = ["year", "month", "day", "hour", "minute", "second", "unix"];

    private protected static AttributeSchema Triggers { get; } =
        Arguments.Optional("triggers", DataType.Map(DataType.String), "Values whose change makes the resource anew.");

    private protected static IReadOnlyList<AttributeSchema> Parts { get; } =
    [
        .. PartNames[..^1].Select(name => Arguments.Computed(name, DataType.Number, $"The {name} of the time, as a number.")),
        Arguments.Computed("unix", DataType.Number, "The time in seconds since 1970."),
    ];

    private protected static ObjectValue WithParts(ObjectValue value, Timestamp time)
    {
        long[] parts = [time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, time.UnixSeconds];
        for (var i = 0; i < parts.Length; i++) value = value.With(PartNames[i], Value.Number(parts[i]));
        return value;
    }

    private protected static IEnumerable<ProviderDiagnostic> CheckTime(ObjectValue config, string name)
    {
        if (config.TextOf(name) is { } text && !TimeShift.TryParse(text, out _, out var problem))
            yield return ProviderDiagnostic.Error("Invalid RFC3339 String Value", $"Attribute {name}: {problem}.", ValuePath.Root.Attribute(name));
    }

    /// <summary>The time of an attribute; null where it is not known.</summary>
    private protected static Timestamp? TimeOf(ObjectValue value, string name) =>
        value.TextOf(name) is { Length: > 0 } text && TimeShift.TryParse(text, out var time, out _) ? time : null;

    private protected static Timestamp Now(TimeProvider clock) => Timestamp.Of(clock.GetUtcNow()) with { Nanoseconds = 0 };

    private protected ApplyResponse Made(ObjectValue? made) => made is not null ? new(made) : new(NoObject)
    {
        Diagnostics = [ProviderDiagnostic.Error("Time out of range", "The time that is asked for is not of the years 0 to 9999.")],
    };

    private protected ImportResponse Imported(ObjectValue? state) => state is not null ? new([new ImportedResource(Type, state)]) : new([])
    {
        Diagnostics = [ProviderDiagnostic.Error("Time out of range", "The time that is asked for is not of the years 0 to 9999.")],
    };

    private protected static ImportResponse NotImported(string summary, string detail) => new([]) { Diagnostics = [ProviderDiagnostic.Error(summary, detail)] };

    /// <summary>Reads whole numbers, each of which may be empty, into attributes; tells which could not be read.</summary>
    private protected static string? ReadNumbers(IEnumerable<(string Name, string Text)> texts, ref ObjectValue state)
    {
        foreach (var (name, text) in texts)
        {
            if (text.Length == 0) continue;
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return $"The {name} in the id, \"{text}\", is not a whole number.";
            state = state.With(name, Value.Number(number));
        }
        return null;
    }
}
