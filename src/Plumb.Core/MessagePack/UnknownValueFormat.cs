using System.Buffers;
using System.Text;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.MessagePack;

/// <summary>
/// Unknown values as MessagePack extensions: type 0 with one empty byte where only the type is known, type 12 with a map
/// of refinements else. Keys: 1 whether null, 2 prefix of a string, 3 and 4 bounds of a number as [number, inclusive],
/// 5 and 6 bounds of a collection's length. Unknown keys and other types of extension are no error: formats to come.
/// </summary>
internal static class UnknownValueFormat
{
    private const byte PlainType = 0;
    private const byte RefinedType = 12;

    /// <summary>In bytes; readers refuse more.</summary>
    private const int MaximumSize = 1024;

    private const int LongestPrefix = 256;

    internal static void Write(MessagePackWriter output, UnknownValue value)
    {
        var body = new ArrayBufferWriter<byte>();
        var refined = new MessagePackWriter(body);
        var count = value.Type is DynamicType ? 0 : WriteRefinements(refined, value.Type, value.Refinement);
        if (count == 0)
        {
            output.WriteExtension(PlainType, [0]);
            return;
        }
        // At most four refinements fit one type, so the map's header is one byte.
        output.WriteExtension(RefinedType, [(byte)(0x80 | count), .. body.WrittenSpan]);
    }

    /// <summary>
    /// A list of known length comes back as that many unknown elements, which a few bytes may claim: the allowance is how
    /// many elements the message may still make, beyond which such a list stays a plain unknown.
    /// </summary>
    internal static Value Read(ref MessagePackReader reader, DataType type, ref int allowance)
    {
        var body = reader.ReadExtension(out var extension);
        if (extension != RefinedType || body.Length <= 1 || type is DynamicType) return Value.Unknown(type);
        if (body.Length > MaximumSize) throw new FormatException("the refinement of an unknown value is too large");
        var refinements = new MessagePackReader(body);
        if (!refinements.TryReadMapHeader(out var count)) throw Malformed();
        var result = Refinement.None;
        for (; count > 0; count--)
        {
            if (!refinements.TryReadNumber(out var key)) throw Malformed();
            if (key == 1 && refinements.TryReadBool(out var isNull))
            {
                if (isNull) return Value.Null(type);
                result = result with { NotNull = true };
            }
            else result = ReadRefinement(ref refinements, key.TryGetInt32(out var k) ? k : 0, type, result);
        }
        CheckBounds(result);
        if (result is { LengthMin: { } length } && length == result.LengthMax)
        {
            if (length > allowance) return Value.Unknown(type, result);
            allowance -= length;
        }
        return ValueOperations.Refine(Value.Unknown(type), _ => result);
    }

    private static int WriteRefinements(MessagePackWriter output, DataType type, Refinement refinement)
    {
        var count = 0;
        if (refinement.NotNull)
        {
            Key(1);
            output.WriteBool(false);
        }
        if (ReferenceEquals(type, DataType.String) && refinement.StringPrefix is { Length: > 0 } prefix)
        {
            Key(2);
            output.WriteString(Shorten(prefix));
        }
        if (ReferenceEquals(type, DataType.Number))
        {
            if (refinement.LowerBound is { } lower && !lower.Value.IsInfinity) WriteBound(3, lower);
            if (refinement.UpperBound is { } upper && !upper.Value.IsInfinity) WriteBound(4, upper);
        }
        if (type is CollectionType)
        {
            if (refinement.LengthMin is > 0 and var min) WriteLength(5, min);
            if (refinement.LengthMax is { } max) WriteLength(6, max);
        }
        return count;

        void Key(int key)
        {
            count++;
            output.WriteInteger(key);
        }

        void WriteBound(int key, NumberBound bound)
        {
            Key(key);
            output.WriteArrayHeader(2);
            NumberFormat.Write(output, bound.Value);
            output.WriteBool(bound.Inclusive);
        }

        void WriteLength(int key, int length)
        {
            Key(key);
            output.WriteInteger(length);
        }
    }

    private static string Shorten(string prefix)
    {
        var utf8 = Encoding.UTF8.GetBytes(prefix);
        if (utf8.Length <= LongestPrefix) return prefix;
        var end = LongestPrefix - 1;
        while ((utf8[end] & 0xc0) == 0x80) end--;
        return KnownPrefix.Of(Encoding.UTF8.GetString(utf8.AsSpan(0, end)));
    }

    private static Refinement ReadRefinement(ref MessagePackReader reader, int key, DataType type, Refinement refinement) => key switch
    {
        1 => throw Malformed(),
        2 => refinement with { StringPrefix = ReadPrefix(ref reader, type) },
        3 => refinement with { LowerBound = ReadBound(ref reader, type) },
        4 => refinement with { UpperBound = ReadBound(ref reader, type) },
        5 => refinement with { LengthMin = ReadLength(ref reader, type) },
        6 => refinement with { LengthMax = ReadLength(ref reader, type) },
        _ => Skip(ref reader, refinement),
    };

    private static Refinement Skip(ref MessagePackReader reader, Refinement refinement)
    {
        MessagePackImpliedType.Read(ref reader, 0);
        return refinement;
    }

    private static string ReadPrefix(ref MessagePackReader reader, DataType type)
    {
        if (!ReferenceEquals(type, DataType.String) || !reader.TryReadBytes(out var prefix)) throw Malformed();
        return StringFormat.Decode(prefix);
    }

    private static NumberBound ReadBound(ref MessagePackReader reader, DataType type)
    {
        if (!ReferenceEquals(type, DataType.Number) || !reader.TryReadArrayHeader(out var count) || count != 2) throw Malformed();
        if (!NumberFormat.TryRead(ref reader, out var bound) || !reader.TryReadBool(out var inclusive)) throw Malformed();
        return new NumberBound(bound, inclusive);
    }

    private static int ReadLength(ref MessagePackReader reader, DataType type)
    {
        if (type is not CollectionType || !reader.TryReadNumber(out var number) || number.Sign < 0 || !number.IsInteger) throw Malformed();
        return number.TryGetInt32(out var length) ? length : int.MaxValue;
    }

    private static void CheckBounds(Refinement refinement)
    {
        if (refinement is { LowerBound: { } lower, UpperBound: { } upper })
        {
            var order = lower.Value.CompareTo(upper.Value);
            if (order > 0 || (order == 0 && !(lower.Inclusive && upper.Inclusive))) throw Malformed();
        }
        if (refinement is { LengthMin: { } min, LengthMax: { } max } && min > max) throw Malformed();
    }

    private static FormatException Malformed() => new("the refinement of an unknown value is malformed");
}
