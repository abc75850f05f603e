namespace Plumb.Operations.Data;

/// <summary>
/// Reads entries of a map whose types are known, such as bound arguments. An entry that is missing or null is null, false or an
/// empty list; one of another type than asked for is a bug of the caller.
/// </summary>
public static class DataReading
{
    public static string? Text(this MapData map, string key) => map[key] switch
    {
        null or NullData => null,
        TextData text => text.Value,
        var other => throw Mismatch(key, other),
    };

    /// <summary>Text that the binder has made sure of.</summary>
    public static string RequiredText(this MapData map, string key) =>
        map.Text(key) ?? throw new InvalidOperationException($"The argument '{key}' is read as given but was not.");

    public static bool Flag(this MapData map, string key) => map.OptionalFlag(key) ?? false;

    public static bool? OptionalFlag(this MapData map, string key) => map[key] switch
    {
        null or NullData => null,
        BooleanData flag => flag.Value,
        var other => throw Mismatch(key, other),
    };

    public static long? Integer(this MapData map, string key) => map[key] switch
    {
        null or NullData => null,
        IntegerData number => number.Value,
        var other => throw Mismatch(key, other),
    };

    public static double? Number(this MapData map, string key) => map[key] switch
    {
        null or NullData => null,
        IntegerData number => number.Value,
        FloatData number => number.Value,
        var other => throw Mismatch(key, other),
    };

    public static IReadOnlyList<DataValue> Items(this MapData map, string key) => map[key] switch
    {
        null or NullData => [],
        ListData list => list.Items,
        var other => throw Mismatch(key, other),
    };

    public static IReadOnlyList<string> Texts(this MapData map, string key) =>
        [.. map.Items(key).Select(item => item is TextData text ? text.Value : throw Mismatch(key, item))];

    public static IReadOnlyList<MapData> Maps(this MapData map, string key) =>
        [.. map.Items(key).Select(item => item as MapData ?? throw Mismatch(key, item))];

    public static MapData? Map(this MapData map, string key) => map[key] switch
    {
        null or NullData => null,
        MapData inner => inner,
        var other => throw Mismatch(key, other),
    };

    private static InvalidOperationException Mismatch(string key, DataValue value) =>
        new($"'{key}' is read as another type than the {value.GetType().Name} that it is.");
}
