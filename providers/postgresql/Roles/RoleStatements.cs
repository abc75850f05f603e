using System.Globalization;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Roles;

/// <summary>Roles as SQL. Makes text only.</summary>
internal static class RoleStatements
{
    private static readonly (string Keyword, Func<Role, bool> IsOn)[] Options =
    [
        ("SUPERUSER", r => r.Superuser),
        ("CREATEDB", r => r.CreateDatabase),
        ("CREATEROLE", r => r.CreateRole),
        ("INHERIT", r => r.Inherit),
        ("LOGIN", r => r.Login),
        ("REPLICATION", r => r.Replication),
        ("BYPASSRLS", r => r.BypassRowLevelSecurity),
    ];

    private static readonly (string Name, Func<Role, string?> Of)[] Settings =
    [
        ("search_path", r => r.SearchPath is { Count: > 0 } path ? Sql.Names(path) : null),
        ("statement_timeout", r => Milliseconds(r.StatementTimeout)),
        ("idle_in_transaction_session_timeout", r => Milliseconds(r.IdleInTransactionSessionTimeout)),
        ("role", r => r.AssumeRole is { Length: > 0 } role ? Sql.Name(role) : null),
    ];

    public static IEnumerable<string> Create(Role role, string? password)
    {
        var options = Options.Select(o => (o.IsOn(role) ? "" : "NO") + o.Keyword)
            .Append(Limit(role))
            .Append(ValidUntil(role))
            .Concat(Password(role, password));
        yield return $"CREATE ROLE {Sql.Name(role.Name)} WITH {string.Join(' ', options)}";
        if (role.Roles is { Count: > 0 } groups) yield return Join(role.Name, groups);
        foreach (var (name, of) in Settings)
            if (of(role) is { } value) yield return Set(role.Name, name, value);
    }

    /// <summary>Changed options alone: some may be named by superusers only, even to leave them as they are. The role has its new name already.</summary>
    public static IEnumerable<string> Change(Role from, Role to, string? password)
    {
        var options = Options.Where(o => o.IsOn(from) != o.IsOn(to)).Select(o => (o.IsOn(to) ? "" : "NO") + o.Keyword).ToList();
        if (from.ConnectionLimit != to.ConnectionLimit) options.Add(Limit(to));
        if (from.ValidUntil != to.ValidUntil) options.Add(ValidUntil(to));
        options.AddRange(Password(to, password));
        if (options.Count > 0) yield return $"ALTER ROLE {Sql.Name(to.Name)} WITH {string.Join(' ', options)}";
        foreach (var (name, of) in Settings)
        {
            if (of(from) == of(to)) continue;
            yield return of(to) is { } value ? Set(to.Name, name, value) : $"ALTER ROLE {Sql.Name(to.Name)} RESET {name}";
        }
    }

    public static string Join(string role, IEnumerable<string> groups) => $"GRANT {Sql.Names(groups.Order(StringComparer.Ordinal))} TO {Sql.Name(role)}";

    public static string Leave(string role, IEnumerable<string> groups) => $"REVOKE {Sql.Names(groups.Order(StringComparer.Ordinal))} FROM {Sql.Name(role)}";

    /// <summary>The text of a time without end, in the forms that configurations write it in.</summary>
    public static bool IsForever(string? validUntil) =>
        validUntil is null or "" || validUntil.Equals("infinity", StringComparison.OrdinalIgnoreCase) || validUntil.Equals("NULL", StringComparison.OrdinalIgnoreCase);

    private static string Set(string role, string setting, string value) => $"ALTER ROLE {Sql.Name(role)} SET {setting} TO {value}";

    private static string Limit(Role role) => string.Create(CultureInfo.InvariantCulture, $"CONNECTION LIMIT {role.ConnectionLimit}");

    private static string ValidUntil(Role role) => $"VALID UNTIL {Sql.Text(IsForever(role.ValidUntil) ? "infinity" : role.ValidUntil)}";

    private static IEnumerable<string> Password(Role role, string? password) =>
        password is { Length: > 0 } ? [$"{(role.EncryptedPassword ? "" : "UNENCRYPTED ")}PASSWORD {Sql.Text(password)}"] : [];

    private static string? Milliseconds(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
