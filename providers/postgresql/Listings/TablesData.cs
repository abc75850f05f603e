using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Listings;

/// <summary>The tables of a database.</summary>
[DataSource("postgresql_tables")]
internal sealed partial class Tables : Listing
{
    /// <summary>The schemas to look in; all by default.</summary>
    [Optional]
    public List<string>? Schemas { get; set; }

    /// <summary>Such as "BASE TABLE" or "VIEW"; all by default.</summary>
    [Optional]
    public List<string>? TableTypes { get; set; }

    /// <summary>What was found, by schema and name.</summary>
    [Computed, PlainObject, Name("tables")]
    public List<Table> Found { get; set; }
}

[Model]
internal sealed partial class Table
{
    [Computed]
    public string ObjectName { get; set; }

    [Computed]
    public string SchemaName { get; set; }

    [Computed]
    public string TableType { get; set; }
}

internal sealed class TablesData : ServerListing<Tables>
{
    protected override async Task<Tables?> ReadAsync(ServerSession session, Tables config, CancellationToken cancellation)
    {
        var conditions = new Conditions().And("table_schema = ANY ({0})", config.Schemas).And("table_type = ANY ({0})", config.TableTypes);
        config.Found = await session.QueryAsync(
            $"SELECT table_name::text, table_schema::text, table_type::text FROM information_schema.tables {config.Patterns.AddTo(conditions, "table_name").Where} ORDER BY 2, 1",
            conditions.Parameters, r => new Table { ObjectName = r.GetString(0), SchemaName = r.GetString(1), TableType = r.GetString(2) }, cancellation).ConfigureAwait(false);
        config.Id = string.Join('_', [config.Database, NamePatterns.List("ANY", config.Schemas), NamePatterns.List("ANY", config.TableTypes), .. config.Patterns.IdParts]);
        return config;
    }
}
