using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.Values;

public sealed class SetOrderTests
{
    [Fact]
    public void Strings_sort_by_code_point_and_repeat_no_element()
    {
        string[] given = ["b", "\uFF5E", "a", "b", "\U0001F600", ""];
        var set = (SetValue)Value.Set(DataType.String, [.. given.Select(Value.String)]);
        Assert.Equal(["", "a", "b", "\uFF5E", "\U0001F600"], set.Elements.Select(e => ((StringValue)e).Text));
    }

    [Fact]
    public void Unknown_elements_stay_apart_and_null_comes_last()
    {
        var set = (SetValue)Value.Set(DataType.String, Value.Null(DataType.String), Value.Unknown(DataType.String), Value.String("a"),
            Value.Unknown(DataType.String), Value.Null(DataType.String));
        Assert.Equal("""toset(["a", (unknown string), (unknown string), tostring(null)])""", set.ToString());
    }

    [Fact]
    public void False_comes_before_true()
    {
        Assert.Equal("toset([false, true])", Value.Set(DataType.Bool, Value.True, Value.False, Value.True).ToString());
    }

    [Fact]
    public void Objects_sort_by_the_text_of_their_attributes_in_order()
    {
        var rows = new[] { ("b", "1"), ("a", "2"), ("a\n", "1"), ("a", "1") }.Select(r => (Value)Value.Object(("x", Value.String(r.Item1)), ("y", Value.String(r.Item2))));
        var type = DataType.Object(("x", DataType.String), ("y", DataType.String));
        var set = Value.Set(type, [.. rows, Value.Null(type)]);
        Assert.Equal(
            """toset([{x = "a", y = "1"}, {x = "a", y = "2"}, {x = "a\n", y = "1"}, {x = "b", y = "1"}, null /* object */])""", set.ToString());
    }
}
