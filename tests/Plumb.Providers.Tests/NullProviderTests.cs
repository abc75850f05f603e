using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Providers.Tests;

public sealed class NullProviderTests
{
    private static MapValue Map(params (string Key, string? Text)[] entries) => Value.Map(DataType.String,
        entries.Select(e => KeyValuePair.Create(e.Key, e.Text is null ? Value.Null(DataType.String) : (Value)Value.String(e.Text))));

    [Fact]
    public async Task A_null_resource_is_replaced_when_its_triggers_change()
    {
        var resource = new Embedded("null", "null_resource");
        var made = await resource.Create(("triggers", Map(("a", "1"))));
        Assert.Equal(["triggers"], await resource.Replacing(made, ("triggers", Map(("a", "2")))));
        Assert.Empty(await resource.Replacing(made, ("triggers", Map(("a", "1"), ("b", null)))));
        Assert.Equal(["triggers"], await resource.Replacing(made, ("triggers", Value.Unknown(DataType.Map(DataType.String)))));
        Assert.Equal(made, await resource.Read(made));
        await resource.Delete(made);
    }

    [Fact]
    public async Task A_null_data_source_gives_its_inputs_back()
    {
        var read = await new Embedded("null", "null_data_source").ReadData(("inputs", Map(("a", "1"))));
        var state = Assert.IsType<ObjectValue>(read.State);
        Assert.Equal(Map(("a", "1")), state["outputs"]);
        Assert.Equal("static", Embedded.Text(state, "id"));
        Assert.Equal("default", Embedded.Text(state, "has_computed_default"));
    }
}
