using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Privileges;

/// <summary>
/// Leads from what a role holds to what it is to hold, as SQL. Takes away what is too much and only that, so that the role
/// does not lose for a moment what it keeps, and privileges on columns stay beside those on their table.
/// </summary>
internal sealed class GrantStatements(ObjectGrant grant, int serverVersion)
{
    private readonly ObjectKind _kind = ObjectKind.Of(grant.ObjectType);
    private readonly string _role = Sql.Grantee(grant.Role);

    private bool IsColumn => _kind.Name == "column";

    /// <summary>What the role is to hold, ALL spelt out.</summary>
    public IReadOnlySet<string> Wanted { get; } = ObjectKind.Of(grant.ObjectType).Meant(grant.Privileges, serverVersion);

    /// <summary>Whether the role holds on an object what it is to, and nothing else. Several grants may be about one column.</summary>
    public bool IsMet(HeldPrivileges held) =>
        (IsColumn ? Wanted.IsSubsetOf(held.Privileges) : Wanted.SetEquals(held.Privileges)) && (!grant.WithGrantOption || Wanted.IsSubsetOf(held.Grantable));

    /// <param name="before">Null for a new grant; of a column's privileges only those that this resource granted are its own to take away.</param>
    public IEnumerable<string> Change(IReadOnlyList<HeldPrivileges> held, ObjectGrant? before)
    {
        var own = before is null ? null : _kind.Meant(before.Privileges, serverVersion);
        foreach (var statement in Revoke(held, h => h.Privileges.Where(p => !Wanted.Contains(p) && (!IsColumn || own?.Contains(p) == true)))) yield return statement;
        if (Wanted.Count > 0) yield return Grant();
    }

    /// <summary>Takes away what the role holds, of columns what was granted here.</summary>
    public IEnumerable<string> Remove(IReadOnlyList<HeldPrivileges> held) => Revoke(held, h => IsColumn ? h.Privileges.Where(Wanted.Contains) : h.Privileges);

    private IEnumerable<string> Revoke(IReadOnlyList<HeldPrivileges> held, Func<HeldPrivileges, IEnumerable<string>> excess)
    {
        var byPrivileges = held.Select(h => (h.Target, Excess: excess(h).Order(StringComparer.Ordinal).ToList())).Where(h => h.Excess.Count > 0)
            .GroupBy(h => string.Join(", ", h.Excess), StringComparer.Ordinal);
        foreach (var group in byPrivileges)
        {
            var targets = string.Join(", ", group.Select(h => h.Target));
            yield return IsColumn
                ? $"REVOKE {OnColumns(group.First().Excess, targets)} ON TABLE {Listed()} FROM {_role}"
                : $"REVOKE {group.Key} ON {_kind.Keyword} {targets} FROM {_role}";
        }
    }

    private string Grant()
    {
        var privileges = grant.Privileges.Contains(ObjectKind.AllPrivileges) ? ["ALL"] : grant.Privileges.Order(StringComparer.Ordinal).ToList();
        var what = IsColumn ? OnColumns(privileges, Sql.Names((grant.Columns ?? []).Order(StringComparer.Ordinal))) : string.Join(", ", privileges);
        return $"GRANT {what} ON {Target()} TO {_role}{(grant.WithGrantOption ? " WITH GRANT OPTION" : "")}";
    }

    private string Target() => _kind.Name switch
    {
        "database" => $"DATABASE {Sql.Name(grant.Database)}",
        "schema" => $"SCHEMA {Sql.Name(grant.Schema ?? "")}",
        _ when _kind.CanBeAll && grant.Objects is not { Count: > 0 } => $"ALL {_kind.Keyword}S IN SCHEMA {Sql.Name(grant.Schema ?? "")}",
        _ => $"{_kind.Keyword} {Listed()}",
    };

    private string Listed() => string.Join(", ", (grant.Objects ?? []).Order(StringComparer.Ordinal).Select(o =>
        _kind.IsFunction ? RoutineName.ToSql(grant.Schema ?? "", o) : _kind.HasSchema ? Sql.Name(grant.Schema ?? "", o) : Sql.Name(o)));

    private static string OnColumns(IEnumerable<string> privileges, string columns) => string.Join(", ", privileges.Select(p => $"{p} ({columns})"));
}
