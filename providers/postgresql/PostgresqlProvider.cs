using Plumb.Provider.Authoring;
using Plumb.Provider.Logging;
using Plumb.Provider.Postgresql.Databases;
using Plumb.Provider.Postgresql.Extensions;
using Plumb.Provider.Postgresql.Foreign;
using Plumb.Provider.Postgresql.Functions;
using Plumb.Provider.Postgresql.Labels;
using Plumb.Provider.Postgresql.Listings;
using Plumb.Provider.Postgresql.Namespaces;
using Plumb.Provider.Postgresql.Privileges;
using Plumb.Provider.Postgresql.Replication;
using Plumb.Provider.Postgresql.Roles;
using Plumb.Provider.Postgresql.Settings;

namespace Plumb.Provider.Postgresql;

/// <summary>
/// What lives in a PostgreSQL server: roles, databases, schemas, extensions, functions, who may do what with them, and what goes to and fro between servers. Resources,
/// attributes, defaults and import ids are those of the community's provider, so that its configurations run as they are.
/// </summary>
internal static class PostgresqlProvider
{
    /// <param name="environment">The PG… variables that stand in for what the provider block leaves out.</param>
    public static ComposedProvider Create(Func<string, string?> environment, TimeProvider clock, IProviderLog? log = null) => new()
    {
        Log = log ?? NoLog.Instance,
        Configuration = new PostgresqlConfiguration(environment, clock),
        Resources =
        [
            new RoleResource(),
            new RoleGrantResource(),
            new DatabaseResource(),
            new NamespaceResource(),
            new ExtensionResource(),
            new ObjectGrantResource(),
            new DefaultPrivilegesResource(),
            new FunctionResource(),
            new PublicationResource(),
            new SubscriptionResource(),
            new ReplicationSlotResource(),
            new PhysicalReplicationSlotResource(),
            new ForeignServerResource(),
            new UserMappingResource(),
            new SecurityLabelResource(),
        ],
        DataSources = [new SchemasData(), new TablesData(), new SequencesData()],
    };
}
