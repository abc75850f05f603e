using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Listings;

/// <summary>The sequences of a database.</summary>
[DataSource("postgresql_sequences")]
internal sealed partial class Sequences
{
    [Computed]
    public string Id { get; set; }

    [Required, LengthAtLeast(1)]
    public string Database { get; set; }

    /// <summary>The schemas to look in; all by default.</summary>
    [Optional]
    public List<string>? Schemas { get; set; }

    [Optional]
    public List<string>? LikeAnyPatterns { get; set; }

    [Optional]
    public List<string>? LikeAllPatterns { get; set; }

    [Optional]
    public List<string>? NotLikeAllPatterns { get; set; }

    [Optional]
    public string? RegexPattern { get; set; }

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
    protected override string DatabaseOf(Sequences config) => config.Database;

    protected override async Task<Sequences?> ReadAsync(ServerSession session, Sequences config, CancellationToken cancellation)
    {
        var patterns = new NamePatterns(config.LikeAnyPatterns, config.LikeAllPatterns, config.NotLikeAllPatterns, config.RegexPattern);
        var conditions = new Conditions().And("sequence_schema = ANY ({0})", config.Schemas);
        config.Found = await session.QueryAsync(
            $"SELECT sequence_name::text, sequence_schema::text, data_type::text FROM information_schema.sequences {patterns.AddTo(conditions, "sequence_name").Where} ORDER BY 2, 1",
            conditions.Parameters, r => new Sequence { ObjectName = r.GetString(0), SchemaName = r.GetString(1), DataType = r.GetString(2) }, cancellation).ConfigureAwait(false);
        config.Id = string.Join('_', [config.Database, NamePatterns.List("ANY", config.Schemas), .. patterns.IdParts]);
        return config;
    }
}
