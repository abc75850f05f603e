namespace Plumb.Provider.Postgresql.Privileges;

/// <summary>A type of object that privileges are about.</summary>
/// <param name="Name">As configurations write it.</param>
/// <param name="Keyword">As GRANT writes it.</param>
/// <param name="Acl">The letter that <c>acldefault</c> knows it by.</param>
/// <param name="Privileges">All that there are.</param>
internal sealed record ObjectKind(string Name, string Keyword, char Acl, params IReadOnlyList<string> Privileges)
{
    public const string AllPrivileges = "ALL";

    private static readonly ObjectKind[] Known =
    [
        new("database", "DATABASE", 'd', "CREATE", "CONNECT", "TEMPORARY"),
        new("schema", "SCHEMA", 'n', "CREATE", "USAGE"),
        new("table", "TABLE", 'r', "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER") { PrivilegesSince17 = ["MAINTAIN"] },
        new("sequence", "SEQUENCE", 's', "USAGE", "SELECT", "UPDATE"),
        new("function", "FUNCTION", 'f', "EXECUTE"),
        new("procedure", "PROCEDURE", 'f', "EXECUTE"),
        new("routine", "ROUTINE", 'f', "EXECUTE"),
        new("type", "TYPE", 'T', "USAGE"),
        new("foreign_data_wrapper", "FOREIGN DATA WRAPPER", 'F', "USAGE"),
        new("foreign_server", "FOREIGN SERVER", 'S', "USAGE"),
        new("column", "TABLE", 'c', "SELECT", "INSERT", "UPDATE", "REFERENCES"),
    ];

    public IReadOnlyList<string> PrivilegesSince17 { get; private init; } = [];

    /// <summary>It is in a schema, or is one.</summary>
    public bool HasSchema => Name is not ("database" or "foreign_data_wrapper" or "foreign_server");

    /// <summary>It can be all objects of a schema.</summary>
    public bool CanBeAll => Name is "table" or "sequence" or "function" or "procedure" or "routine";

    public bool IsFunction => Acl == 'f';

    public static ObjectKind? Find(string name) => Known.FirstOrDefault(k => k.Name == name);

    public static ObjectKind Of(string name) => Find(name) ?? throw new InvalidOperationException($"\"{name}\" is no type of object.");

    /// <summary>Whether configurations may name the privilege; whether the server has it is the server's to say.</summary>
    public bool Allows(string privilege) => privilege == AllPrivileges || Privileges.Contains(privilege) || PrivilegesSince17.Contains(privilege);

    /// <summary>What is meant: ALL spelt out.</summary>
    public IReadOnlySet<string> Meant(IReadOnlySet<string> privileges, int serverVersion)
    {
        if (!privileges.Contains(AllPrivileges)) return privileges;
        return (serverVersion >= 17 ? Privileges.Concat(PrivilegesSince17) : Privileges).ToHashSet(StringComparer.Ordinal);
    }
}
