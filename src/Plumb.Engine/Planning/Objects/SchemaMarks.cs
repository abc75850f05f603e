using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>What a schema declares sensitive.</summary>
public static class SchemaMarks
{
    /// <summary>The places in a value that its schema calls sensitive, with that mark; empty at no cost where the schema has none.</summary>
    public static IReadOnlyList<PathMarks> Sensitive(BlockSchema schema, Value value) => throw new NotImplementedException();

    /// <summary>Whether a write-only attribute has a value that is not null; and the value without them.</summary>
    public static Value WithoutWriteOnly(BlockSchema schema, Value value) => throw new NotImplementedException();
}
