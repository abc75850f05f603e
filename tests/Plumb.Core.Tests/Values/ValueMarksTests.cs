using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.Values;

public sealed class ValueMarksTests
{
    private static readonly Value Secret = Value.String("s").WithMark(Mark.Sensitive);

    [Fact]
    public void Unmarking_shares_what_has_no_marks()
    {
        var plain = Value.Object(("x", Value.String("y")));
        var value = Value.Object(("a", plain), ("b", Value.Tuple(Secret)));
        var bare = (ObjectValue)value.UnmarkDeep(out var marks);
        Assert.Same(plain, bare["a"]);
        Assert.Equal(MarkSet.Sensitive, marks);
        Assert.False(bare.ContainsMarked);
        Assert.Same(bare, bare.UnmarkDeep(out _));
    }

    [Fact]
    public void Marks_return_to_where_they_were()
    {
        var value = Value.Object(
            ("list", Value.List(DataType.String, Secret, Value.String("t")).WithMark(Mark.Ephemeral)),
            ("map", Value.Map(DataType.String, [KeyValuePair.Create("k", Secret)])),
            ("set", Value.Set(DataType.String, Secret, Value.String("t"))));
        var bare = value.UnmarkDeepWithPaths(out var marks);
        Assert.Equal([".list", ".list[0]", ".map[\"k\"]", ".set"], marks.Select(m => m.Path.ToString()));
        Assert.Equal(value, bare.WithMarksAt(marks));
        Assert.Equal(Value.List(DataType.String, Value.String("s"), Value.String("t")).WithMark(Mark.Ephemeral),
            ((ObjectValue)value.WithoutMarkDeep(Mark.Sensitive))["list"]);
    }

    [Fact]
    public void A_path_into_a_set_a_null_or_an_unknown_marks_that_and_one_to_nowhere_nothing()
    {
        var type = DataType.Object(("x", DataType.String));
        var value = Value.Object(
            ("null", Value.Null(type)),
            ("set", Value.Set(DataType.String, Value.String("t"))),
            ("unknown", Value.Unknown(type)));
        var marked = (ObjectValue)value.WithMarksAt(
        [
            new(ValuePath.Root.Attribute("null").Attribute("x"), MarkSet.Sensitive),
            new(ValuePath.Root.Attribute("set").Index(Value.String("t")), MarkSet.Sensitive),
            new(ValuePath.Root.Attribute("unknown").Attribute("x"), MarkSet.Ephemeral),
            new(ValuePath.Root.Attribute("nowhere").Attribute("x"), MarkSet.Ephemeral),
        ]);
        Assert.All(marked.Values, v => Assert.True(v.IsMarked));
        Assert.Same(value, value.WithMarksAt([new(ValuePath.Root.Attribute("nowhere"), MarkSet.Sensitive)]));
    }

    [Fact]
    public void A_sensitive_value_masks_itself()
    {
        var value = Value.Object(("a", Secret), ("b c", Value.Tuple(Value.Null(DataType.String), Value.Unknown(DataType.List(DataType.Bool)), Value.True)));
        Assert.Equal("""{a = (sensitive value), "b c" = [tostring(null), (unknown list of bool), true]}""", value.ToString());
        Assert.Equal("""toset(["$${a}\n"])""", Value.Set(DataType.String, Value.String("${a}\n")).ToString());
    }
}
