using Plumb.Core.Conversion;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.Conversion;

public sealed class TypeDefaultsTests
{
    private static readonly ObjectType Rule = DataType.Object([new("port", DataType.Number), new("protocol", DataType.String)], ["protocol"]) as ObjectType ?? DataType.EmptyObject;

    private static readonly TypeDefaults RuleDefaults = new()
    {
        Type = Rule,
        DefaultValues = new Dictionary<string, Value> { ["protocol"] = Value.String("tcp") },
    };

    private static readonly TypeDefaults ListDefaults = new()
    {
        Type = DataType.List(Rule),
        Children = new Dictionary<string, TypeDefaults> { [TypeDefaults.ElementKey] = RuleDefaults },
    };

    [Fact]
    public void Missing_and_null_attributes_get_their_default()
    {
        var full = Value.Object(("port", Value.Number(1)), ("protocol", Value.String("tcp")));
        Assert.Equal(full, RuleDefaults.Apply(Value.Object(("port", Value.Number(1)))));
        Assert.Equal(full, RuleDefaults.Apply(Value.Object(("port", Value.Number(1)), ("protocol", Value.DynamicNull))));
        Assert.Same(full, RuleDefaults.Apply(full));
    }

    [Fact]
    public void An_unknown_attribute_with_a_default_is_never_null()
    {
        var applied = (ObjectValue)RuleDefaults.Apply(Value.Object(("port", Value.Number(1)), ("protocol", Value.Unknown(DataType.String))));
        Assert.Equal(Value.Unknown(DataType.String, Refinement.NonNull), applied["protocol"]);
    }

    [Fact]
    public void Elements_of_collections_and_tuples_get_theirs()
    {
        var one = Value.Object(("port", Value.Number(1)));
        var full = RuleDefaults.Apply(one);
        Assert.Equal(Value.List(full.Type, full).WithMark(Mark.Sensitive), ListDefaults.Apply(Value.List(one.Type, one).WithMark(Mark.Sensitive)));
        Assert.Equal(Value.Tuple(full, Value.DynamicNull, Value.True), ListDefaults.Apply(Value.Tuple(one, Value.DynamicNull, Value.True)));
    }

    [Fact]
    public void A_default_gets_the_defaults_inside_it()
    {
        var outer = new TypeDefaults
        {
            Type = DataType.Object([new("rule", Rule)], ["rule"]),
            DefaultValues = new Dictionary<string, Value> { ["rule"] = Value.Object(("port", Value.Number(80))) },
            Children = new Dictionary<string, TypeDefaults> { ["rule"] = RuleDefaults },
        };
        Assert.Equal(
            Value.Object(("rule", Value.Object(("port", Value.Number(80)), ("protocol", Value.String("tcp"))))),
            outer.Apply(Value.EmptyObject));
    }

    [Fact]
    public void Nulls_unknowns_and_wrong_shapes_pass()
    {
        foreach (var value in (Value[])[Value.Null(Rule), Value.Unknown(DataType.List(Rule)), Value.String("x"), Value.DynamicUnknown])
        {
            Assert.Same(value, RuleDefaults.Apply(value));
            Assert.Same(value, ListDefaults.Apply(value));
        }
    }
}
