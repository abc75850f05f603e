using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Listings;

/// <summary>The schemas of a database.</summary>
[DataSource("postgresql_schemas")]
internal sealed partial class Schemas : Listing
{
    /// <summary>Whether those of PostgreSQL itself are listed, too.</summary>
    [Default(false)]
    public bool IncludeSystemSchemas { get; set; }

    /// <summary>The names that were found.</summary>
    [Computed, Name("schemas")]
    public HashSet<string> Names { get; set; }
}

internal sealed class SchemasData : ServerListing<Schemas>
{
    protected override async Task<Schemas?> ReadAsync(ServerSession session, Schemas config, CancellationToken cancellation)
    {
        var conditions = config.IncludeSystemSchemas ? new Conditions() : new Conditions("schema_name NOT LIKE 'pg\\_%'", "schema_name <> 'information_schema'");
        var found = await session.QueryAsync(
            $"SELECT schema_name::text FROM information_schema.schemata {config.Patterns.AddTo(conditions, "schema_name").Where}", conditions.Parameters, r => r.GetString(0), cancellation).ConfigureAwait(false);
        config.Names = [.. found];
        config.Id = string.Join('_', [config.Database, config.IncludeSystemSchemas ? "true" : "false", .. config.Patterns.IdParts]);
        return config;
    }
}
