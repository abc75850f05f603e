using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_string</c>: random characters that may be shown.</summary>
public sealed class RandomString : TextResource
{
    public override string Type => "random_string";

    public override Schema Schema { get; } = new(2, new BlockSchema
    {
        Description = "Draws a text and keeps it in the state.",
        Attributes = [.. Choices, Arguments.Computed("result", DataType.String, "The text."), Arguments.Computed("id", DataType.String, "The text.")],
    })
    { IsStateOnly = true };

    private protected override ObjectValue WithResult(ObjectValue value, string text) =>
        value.With("result", Value.String(text)).With("id", Value.String(text));
}
