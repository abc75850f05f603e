namespace Plumb.Operations.Data;

/// <summary>
/// What operations take and give: plain data, as JSON has it, with integers and floating-point numbers apart. Immutable;
/// maps keep the order of their entries.
/// </summary>
public abstract record DataValue
{
    private protected DataValue() { }

    public static DataValue Null { get; } = new NullData();

    public static DataValue Of(bool value) => value ? BooleanData.True : BooleanData.False;

    public static DataValue Of(long value) => new IntegerData(value);

    public static DataValue Of(double value) => new FloatData(value);

    public static DataValue Of(string? value) => value is null ? Null : new TextData(value);

    public static DataValue Of(IEnumerable<string> values) => new ListData([.. values.Select(v => new TextData(v))]);
}

public sealed record NullData : DataValue;

public sealed record BooleanData(bool Value) : DataValue
{
    internal static readonly BooleanData True = new(true);
    internal static readonly BooleanData False = new(false);
}

public sealed record IntegerData(long Value) : DataValue;

public sealed record FloatData(double Value) : DataValue;

public sealed record TextData(string Value) : DataValue;

public sealed record ListData(IReadOnlyList<DataValue> Items) : DataValue;

/// <summary>A map from text to data, in the order in which it was made.</summary>
public sealed record MapData(IReadOnlyList<KeyValuePair<string, DataValue>> Entries) : DataValue
{
    public static MapData Empty { get; } = new([]);

    public DataValue? this[string key]
    {
        get
        {
            foreach (var (name, value) in Entries)
            {
                if (string.Equals(name, key, StringComparison.Ordinal)) return value;
            }
            return null;
        }
    }
}
