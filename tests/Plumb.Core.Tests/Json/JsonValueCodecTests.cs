using System.Text;
using CsCheck;
using Plumb.Core.Json;
using Plumb.Core.Tests.Values;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.Json;

public sealed class JsonValueCodecTests
{
    [Fact]
    public void What_is_written_reads_back_the_same() => RandomValues.Known.Sample(
        t => Read(JsonValueCodec.ToText(t.Value, t.Type), t.Type).Equals(t.Value), iter: 2000);

    [Fact]
    public void Types_read_back_the_same() => RandomValues.Known.Sample(
        t => JsonValueCodec.ReadType(Encoding.UTF8.GetBytes(JsonValueCodec.TypeToText(t.Value.Type))).Equals(t.Value.Type));

    [Fact]
    public void Strings_are_escaped_as_the_peers_do()
    {
        var value = Value.String("\b\f\u007f<>&\u2028\u0001\u00e9\U0001F600\"\\\n\r\t");
        Assert.Equal("\"\\b\\f\u007f\\u003c\\u003e\\u0026\\u2028\\u0001\u00e9\U0001F600\\\"\\\\\\n\\r\\t\"", JsonValueCodec.ToText(value, DataType.String));
    }

    [Fact]
    public void A_dynamic_place_brings_its_type()
    {
        var value = Value.Object(("a", Value.List(DataType.String, Value.String("x"))));
        const string Text = """{"value":{"a":["x"]},"type":["object",{"a":["list","string"]}]}""";
        Assert.Equal(Text, JsonValueCodec.ToText(value, DataType.Dynamic));
        Assert.Equal(value, Read("""{"type":["object",{"a":["list","string"]}],"value":{"a":["x"]}}""", DataType.Dynamic));
        Assert.Equal(Value.DynamicNull, Read("null", DataType.Dynamic));
    }

    [Fact]
    public void Places_of_any_type_take_the_type_of_what_is_there()
    {
        var list = Read("""[{"value":"a","type":"string"},null]""", DataType.List(DataType.Dynamic));
        Assert.Equal(Value.List(DataType.String, Value.String("a"), Value.Null(DataType.String)), list);
        Assert.Throws<FormatException>(() => Read("""[{"value":"a","type":"string"},{"value":true,"type":"bool"}]""", DataType.List(DataType.Dynamic)));
    }

    [Fact]
    public void Optional_attributes_are_listed_in_the_type()
    {
        var type = DataType.Object([KeyValuePair.Create<string, DataType>("b", DataType.Bool), KeyValuePair.Create<string, DataType>("a", DataType.Dynamic)], ["b"]);
        Assert.Equal("""["object",{"a":"dynamic","b":"bool"},["b"]]""", JsonValueCodec.TypeToText(type));
        Assert.Equal(type, JsonValueCodec.ReadType("""["object",{"a":"dynamic","b":"bool"},["b"]]"""u8));
    }

    [Fact]
    public void Missing_attributes_are_null_and_half_surrogates_are_replaced()
    {
        var type = DataType.Object(("a", DataType.String), ("b", DataType.Number));
        Assert.Equal(Value.Object(("a", Value.String("\uFFFDx\U0001F600")), ("b", Value.Null(DataType.Number))), Read("""{"a":"\ud800x\ud83d\ude00"}""", type));
    }

    [Theory]
    [InlineData("""{"a":[{"b":1},{"b":[]}]}""", ".a[1].b: a string is required")]
    [InlineData("""{"c":1}""", "unsupported attribute \"c\"")]
    [InlineData("""{"a":[]} x""", null)]
    [InlineData("""{"a":[}""", null)]
    [InlineData("", null)]
    public void Errors_name_the_place(string text, string? message)
    {
        var type = DataType.Object(("a", DataType.List(DataType.Object(("b", DataType.String)))));
        var error = Assert.Throws<FormatException>(() => Read(text, type));
        if (message is not null) Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', 100_000));
        Assert.Throws<FormatException>(() => JsonValueCodec.ImpliedType(deep));
        Assert.Throws<FormatException>(() => JsonValueCodec.ReadType(deep));
        var nested = string.Concat(Enumerable.Repeat("{\"value\":", 400)) + "1" + string.Concat(Enumerable.Repeat(",\"type\":\"dynamic\"}", 400));
        Assert.Throws<FormatException>(() => Read(nested, DataType.Dynamic));
    }

    [Fact]
    public void A_document_implies_objects_and_tuples()
    {
        Assert.Equal("""["object",{"a":["tuple",["number","dynamic"]],"b":"bool"}]""",
            JsonValueCodec.TypeToText(JsonValueCodec.ImpliedType("""{"b":true,"a":[1,null]}"""u8)));
        Assert.Throws<FormatException>(() => JsonValueCodec.ImpliedType("""{"a":1,"a":"x"}"""u8));
    }

    private static Value Read(string text, DataType type) => JsonValueCodec.Read(Encoding.UTF8.GetBytes(text), type);
}
