using CsCheck;
using Plumb.Core.MessagePack;
using Plumb.Core.Numerics;
using Plumb.Core.Tests.Values;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.MessagePack;

public sealed class MessagePackValueCodecTests
{
    [Fact]
    public void What_is_written_reads_back_the_same() => RandomValues.Any.Sample(
        t => MessagePackValueCodec.Read(MessagePackValueCodec.ToBytes(t.Value, t.Type), t.Type).Equals(t.Value), iter: 2000);

    [Fact]
    public void Broken_messages_fail_as_such_and_in_no_other_way() =>
        Gen.Select(RandomValues.Any, Gen.Int[0, 200], Gen.Byte).Sample(
            (t, at, garbage) =>
            {
                var bytes = MessagePackValueCodec.ToBytes(t.Value, t.Type);
                if (bytes.Length == 0) return;
                bytes[at % bytes.Length] = garbage;
                FailsCleanly(() => MessagePackValueCodec.Read(bytes, t.Type));
                FailsCleanly(() => MessagePackValueCodec.Read(bytes.AsMemory(0, at % bytes.Length), t.Type));
                FailsCleanly(() => MessagePackValueCodec.ImpliedType(bytes));
            }, iter: 3000);

    [Fact]
    public void Random_bytes_fail_as_broken_messages() =>
        Gen.Select(RandomValues.Any, Gen.Byte.Array[0, 60]).Sample((t, bytes) =>
        {
            FailsCleanly(() => MessagePackValueCodec.Read(bytes, t.Type));
            FailsCleanly(() => MessagePackValueCodec.ImpliedType(bytes));
        }, iter: 3000);

    [Theory]
    [InlineData("0", "00")]
    [InlineData("127", "7F")]
    [InlineData("128", "CC80")]
    [InlineData("256", "CD0100")]
    [InlineData("65536", "CE00010000")]
    [InlineData("4294967296", "CF0000000100000000")]
    [InlineData("-32", "E0")]
    [InlineData("-33", "D0DF")]
    [InlineData("-129", "D1FF7F")]
    [InlineData("-32769", "D2FFFF7FFF")]
    [InlineData("-2147483649", "D3FFFFFFFF7FFFFFFF")]
    [InlineData("-9223372036854775808", "D38000000000000000")]
    [InlineData("1.5", "CB3FF8000000000000")]
    [InlineData("0.1", "A3302E31")]
    [InlineData("9223372036854775808", "B339323233333732303336383534373735383038")]
    public void Numbers_take_the_smallest_form_that_loses_nothing(string number, string hex)
    {
        Assert.Equal(hex, Hex(Value.Number(Number.Parse(number)), DataType.Number));
    }

    [Fact]
    public void Unknown_values_are_extensions()
    {
        Assert.Equal("D40000", Hex(Value.Unknown(DataType.String), DataType.String));
        Assert.Equal("D40000", Hex(Value.DynamicUnknown, DataType.Dynamic));
        Assert.Equal("C7030C8101C2", Hex(Value.Unknown(DataType.String, Refinement.NonNull), DataType.String));
        Assert.Equal("D70C8201C202A3612D62", Hex(Value.Unknown(DataType.String, new() { NotNull = true, StringPrefix = "a-b" }), DataType.String));
        var count = new Refinement { LengthMin = 1, LengthMax = 2 };
        Assert.Equal("C7050C8205010602", Hex(Value.Unknown(DataType.List(DataType.Bool), count), DataType.List(DataType.Bool)));
        var bound = new Refinement { LowerBound = new(Number.Zero, true) };
        Assert.Equal("C7050C81039200C3", Hex(Value.Unknown(DataType.Number, bound), DataType.Number));
    }

    [Fact]
    public void A_dynamic_place_brings_its_type_as_json_bytes()
    {
        Assert.Equal("92C40822737472696E6722A161", Hex(Value.String("a"), DataType.Dynamic));
        Assert.Equal("C0", Hex(Value.DynamicNull, DataType.Dynamic));
        Assert.Equal("92C40822737472696E6722D40000", Hex(Value.Unknown(DataType.String), DataType.Dynamic));
    }

    [Fact]
    public void Long_prefixes_are_cut_where_nothing_can_combine()
    {
        var prefix = string.Concat(Enumerable.Repeat("0123456789", 30));
        var bytes = MessagePackValueCodec.ToBytes(Value.Unknown(DataType.String, new() { StringPrefix = prefix }), DataType.String);
        var read = (UnknownValue)MessagePackValueCodec.Read(bytes, DataType.String);
        Assert.Equal(prefix[..254], read.Refinement.StringPrefix);
    }

    [Theory]
    [InlineData("DDFFFFFFFF")]
    [InlineData("9392C4")]
    [InlineData("DBFFFFFFFF61")]
    [InlineData("C9FFFFFFFF0C")]
    public void Claims_beyond_the_message_are_refused(string hex)
    {
        Assert.Throws<FormatException>(() => MessagePackValueCodec.Read(Convert.FromHexString(hex), DataType.List(DataType.String)));
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var nested = Enumerable.Repeat((byte)0x91, 100_000).Append((byte)0x01).ToArray();
        Assert.Throws<FormatException>(() => MessagePackValueCodec.ImpliedType(nested));
        var dynamic = Enumerable.Repeat(Convert.FromHexString("92C409" + Convert.ToHexString("\"dynamic\""u8)), 100_000).SelectMany(b => b).ToArray();
        Assert.Throws<FormatException>(() => MessagePackValueCodec.Read(dynamic, DataType.Dynamic));
    }

    private static string Hex(Value value, DataType type) => Convert.ToHexString(MessagePackValueCodec.ToBytes(value, type));

    private static void FailsCleanly(Action read)
    {
        try
        {
            read();
        }
        catch (FormatException)
        {
            // As promised.
        }
    }
}
