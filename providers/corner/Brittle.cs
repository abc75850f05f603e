using Plumb.Core.Types;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Corner;

/// <summary>What <see cref="WrongAnswers"/> answers wrongly: a set and a block that has to be there beside what all have.</summary>
internal sealed class Brittle() : OddResource("corner_brittle")
{
    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Attributes = [Arguments.Computed("id", DataType.String), Arguments.Optional("text", DataType.String), Arguments.Optional("marks", DataType.Set(DataType.String))],
        Blocks = [new NestedBlockSchema("part", NestingMode.List, new BlockSchema { Attributes = [Arguments.Required("key", DataType.String)] }) { MinItems = 1 }],
    });
}
