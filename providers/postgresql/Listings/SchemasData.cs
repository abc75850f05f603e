using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Listings;

/// <summary>The schemas of a database.</summary>
[DataSource("postgresql_schemas")]
internal sealed partial class Schemas
{
    [Computed]
    public string Id { get; set; }

    [Required, LengthAtLeast(1)]
    public string Database { get; set; }

    /// <summary>Whether those of PostgreSQL itself are listed, too.</summary>
    [Default(false)]
    public bool IncludeSystemSchemas { get; set; }

    [Optional]
    public List<string>? LikeAnyPatterns { get; set; }

    [Optional]
    public List<string>? LikeAllPatterns { get; set; }

    [Optional]
    public List<string>? NotLikeAllPatterns { get; set; }

    [Optional]
    public string? RegexPattern { get; set; }

    /// <summary>The names that were found.</summary>
    [Computed, Name("schemas")]
    public HashSet<string> Names { get; set; }
}

internal sealed class SchemasData : ServerListing<Schemas>
{
    protected override string DatabaseOf(Schemas config) => config.Database;

    protected override async Task<Schemas?> ReadAsync(ServerSession session, Schemas config, CancellationToken cancellation)
    {
        var patterns = new NamePatterns(config.LikeAnyPatterns, config.LikeAllPatterns, config.NotLikeAllPatterns, config.RegexPattern);
        var conditions = config.IncludeSystemSchemas ? new Conditions() : new Conditions("schema_name NOT LIKE 'pg\\_%'", "schema_name <> 'information_schema'");
        var found = await session.QueryAsync(
            $"SELECT schema_name::text FROM information_schema.schemata {patterns.AddTo(conditions, "schema_name").Where}", conditions.Parameters, r => r.GetString(0), cancellation).ConfigureAwait(false);
        config.Names = [.. found];
        config.Id = string.Join('_', [config.Database, config.IncludeSystemSchemas ? "true" : "false", .. patterns.IdParts]);
        return config;
    }
}
