namespace Plumb.Operations.Data;

/// <summary>
/// What operations take and give: plain data, as JSON has it, with integers and floating-point numbers apart. Immutable, equal by
/// content; maps keep the order of their entries.
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

    public static DataValue Of(IEnumerable<DataValue> values) => new ListData([.. values]);

    public static implicit operator DataValue(string? value) => Of(value);

    public static implicit operator DataValue(bool value) => Of(value);

    public static implicit operator DataValue(int value) => Of((long)value);

    public static implicit operator DataValue(long value) => Of(value);

    public static implicit operator DataValue(double value) => Of(value);

    public static implicit operator DataValue(string[] values) => Of(values);
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
