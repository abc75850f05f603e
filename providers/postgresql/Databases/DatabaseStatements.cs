using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Databases;

/// <summary>Databases as SQL. Makes text only.</summary>
internal static class DatabaseStatements
{
    private const string DefaultTemplate = "template0";

    public static string Create(Database database) => string.Join(' ', Parts(database));

    /// <summary>The template that a database is copied from, as far as its configuration says.</summary>
    public static string TemplateOf(Database database) => database.Template switch
    {
        null or "" => DefaultTemplate,
        var template => template,
    };

    public static bool IsDefault([NotNullWhen(true)] string? text) => "DEFAULT".Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Changes in place, of a database that has its new name and owner already.</summary>
    public static IEnumerable<string> Change(Database from, Database to)
    {
        var alter = $"ALTER DATABASE {Sql.Name(to.Name)} ";
        if (from.TablespaceName != to.TablespaceName && to.TablespaceName is { Length: > 0 } tablespace)
            yield return alter + (IsDefault(tablespace) ? "RESET TABLESPACE" : $"SET TABLESPACE {Sql.Name(tablespace)}");
        if (from.ConnectionLimit != to.ConnectionLimit) yield return string.Create(CultureInfo.InvariantCulture, $"{alter}CONNECTION LIMIT {to.ConnectionLimit}");
        if (from.AllowConnections != to.AllowConnections) yield return $"{alter}ALLOW_CONNECTIONS {Bool(to.AllowConnections)}";
        if ((from.IsTemplate ?? false) != (to.IsTemplate ?? false)) yield return $"{alter}IS_TEMPLATE {Bool(to.IsTemplate ?? false)}";
    }

    private static IEnumerable<string> Parts(Database database)
    {
        yield return $"CREATE DATABASE {Sql.Name(database.Name)}";
        if (database.Owner is { Length: > 0 } owner && !IsDefault(owner)) yield return $"OWNER {Sql.Name(owner)}";
        yield return IsDefault(database.Template) ? "TEMPLATE DEFAULT" : $"TEMPLATE {Sql.Name(TemplateOf(database))}";
        yield return Option("ENCODING", database.Encoding is { Length: > 0 } encoding ? encoding : "UTF8");
        if (database.LcCollate is { Length: > 0 } collate) yield return Option("LC_COLLATE", collate);
        if (database.LcCtype is { Length: > 0 } ctype) yield return Option("LC_CTYPE", ctype);
        if (database.TablespaceName is { Length: > 0 } tablespace) yield return $"TABLESPACE {(IsDefault(tablespace) ? "DEFAULT" : Sql.Name(tablespace))}";
        yield return $"ALLOW_CONNECTIONS {Bool(database.AllowConnections)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"CONNECTION LIMIT {database.ConnectionLimit}");
        yield return $"IS_TEMPLATE {Bool(database.IsTemplate ?? false)}";
    }

    private static string Option(string name, string value) =>
        $"{name} {(IsDefault(value) ? "DEFAULT" : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? value : Sql.Text(value))}";

    private static string Bool(bool value) => value ? "true" : "false";
}
