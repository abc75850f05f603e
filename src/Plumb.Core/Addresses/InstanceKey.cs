using System.Globalization;
using Plumb.Core.Text;
using Plumb.Core.Values;

namespace Plumb.Core.Addresses;

/// <summary>
/// Tells the instances of one block apart: none, a number (count) or a string (for_each). None sorts first, numbers before strings.
/// Where it is not known yet which instances there will be, one that is written <c>[*]</c> stands for all of them.
/// </summary>
public readonly struct InstanceKey : IEquatable<InstanceKey>, IComparable<InstanceKey>
{
    private readonly string? _text;
    private readonly int _number;
    private readonly bool _isNumber;

    private InstanceKey(string? text, int number, bool isNumber)
    {
        _text = text;
        _number = number;
        _isNumber = isNumber;
    }

    public static InstanceKey None => default;

    /// <summary>Stands for every instance that there may turn out to be.</summary>
    public static InstanceKey Any { get; } = new(null, -1, false);

    public bool IsNone => _text is null && !_isNumber && _number == 0;

    public bool IsAny => _text is null && !_isNumber && _number < 0;

    public bool IsNumber => _isNumber;

    public bool IsString => _text is not null;

    public int Number => _number;

    public string Text => _text ?? "";

    private int Rank => _isNumber ? 1 : _text is not null ? 2 : IsAny ? 3 : 0;

    public static InstanceKey Of(int index) => new(null, index, true);

    public static InstanceKey Of(string key) => new(key, 0, false);

    /// <summary>The key as the language's value; null for none, and where it is not known.</summary>
    public Value? ToValue() => _isNumber ? Value.Number(_number) : _text is { } text ? Value.String(text) : null;

    public int CompareTo(InstanceKey other)
    {
        if (Rank != other.Rank) return Rank.CompareTo(other.Rank);
        return Rank switch
        {
            1 => _number.CompareTo(other._number),
            2 => Utf8Order.Compare(Text, other.Text),
            _ => 0,
        };
    }

    public bool Equals(InstanceKey other) => _isNumber == other._isNumber && _number == other._number && _text == other._text;

    public override bool Equals(object? obj) => obj is InstanceKey key && Equals(key);

    public override int GetHashCode() => _text is { } text ? text.GetHashCode(StringComparison.Ordinal) : _isNumber ? _number + 1 : 0;

    public static bool operator ==(InstanceKey a, InstanceKey b) => a.Equals(b);

    public static bool operator !=(InstanceKey a, InstanceKey b) => !a.Equals(b);

    public static bool operator <(InstanceKey a, InstanceKey b) => a.CompareTo(b) < 0;

    public static bool operator >(InstanceKey a, InstanceKey b) => a.CompareTo(b) > 0;

    public static bool operator <=(InstanceKey a, InstanceKey b) => a.CompareTo(b) <= 0;

    public static bool operator >=(InstanceKey a, InstanceKey b) => a.CompareTo(b) >= 0;

    /// <summary>As written after a name: empty, <c>[0]</c>, <c>[*]</c> or <c>["k"]</c> with the escapes of a quoted string.</summary>
    public override string ToString() =>
        _isNumber ? "[" + _number.ToString(CultureInfo.InvariantCulture) + "]" : _text is { } text ? "[" + QuotedText.Quote(text) + "]" : IsAny ? "[*]" : "";
}
