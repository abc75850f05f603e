using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Listings;

/// <summary>The sequences of a database.</summary>
[DataSource("postgresql_sequences")]
internal sealed partial class Sequences : Listing
{
    /// <summary>The schemas to look in; all by default.</summary>
    [Optional]
    public List<string>? Schemas { get; set; }

    /// <summary>What was found, by schema and name.</summary>
    [Computed, PlainObject, Name("sequences")]
    public List<Sequence> Found { get; set; }
}

[Model]
internal sealed partial class Sequence
{
    [Computed]
    public string ObjectName { get; set; }

    [Computed]
    public string SchemaName { get; set; }

    [Computed]
    public string DataType { get; set; }
}

internal sealed class SequencesData : ServerListing<Sequences>
{
    protected override async Task<Sequences?> ReadAsync(ServerSession session, Sequences config, CancellationToken cancellation)
    {
        var conditions = new Conditions().And("sequence_schema = ANY ({0})", config.Schemas);
        config.Found = await session.QueryAsync(
            $"SELECT sequence_name::text, sequence_schema::text, data_type::text FROM information_schema.sequences {config.Patterns.AddTo(conditions, "sequence_name").Where} ORDER BY 2, 1",
            conditions.Parameters, r => new Sequence { ObjectName = r.GetString(0), SchemaName = r.GetString(1), DataType = r.GetString(2) }, cancellation).ConfigureAwait(false);
        config.Id = string.Join('_', [config.Database, NamePatterns.List("ANY", config.Schemas), .. config.Patterns.IdParts]);
        return config;
    }
}
