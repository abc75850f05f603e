using System.Text.RegularExpressions;
using Npgsql;
using Plumb.Core.Values;
using Plumb.Provider.Models;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Postgresql.Connections;

/// <summary>
/// What PostgreSQL refused, as a diagnostic: its own words and its code, at the attribute that the words name, with
/// everything that is sensitive left out.
/// </summary>
internal sealed partial class ServerFault(BlockSchema schema, params ObjectValue?[] about)
{
    /// <summary>Runs the body; a fault of the server becomes a diagnostic, and the result is null.</summary>
    public async ValueTask<T?> GuardAsync<T>(OperationContext context, string doing, Func<Task<T?>> body) where T : class
    {
        try
        {
            return await body().ConfigureAwait(false);
        }
        catch (PostgresException e)
        {
            context.Report(Describe(e, doing));
        }
        catch (DatabaseGoneException e)
        {
            context.Report(Describe(e.Refusal, doing));
        }
        catch (NpgsqlException e)
        {
            var cause = e.InnerException is { } inner && inner.Message != e.Message ? $" {inner.Message}" : "";
            context.Error("No connection to PostgreSQL", Masked($"Unable to {doing}: {e.Message}{cause}"));
        }
        catch (ServerUnknownException e)
        {
            context.Error("Provider not configured yet", e.Message);
        }
        return null;
    }

    private ProviderDiagnostic Describe(PostgresException e, string doing)
    {
        var detail = $"Unable to {doing}: {e.MessageText} (SQLSTATE {e.SqlState}).";
        if (e.Detail is { Length: > 0 } more) detail += $"\n\n{more}";
        if (e.Hint is { Length: > 0 } hint) detail += $"\n\n{hint}";
        return ProviderDiagnostic.Error(Summary(e.SqlState), Masked(detail), Attribute(e.MessageText));
    }

    private static string Summary(string state) => state switch
    {
        PostgresErrorCodes.InsufficientPrivilege => "Permission denied by PostgreSQL",
        PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.DuplicateSchema => "Object exists already",
        PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable
            or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFile => "Object not found",
        PostgresErrorCodes.DependentObjectsStillExist => "Other objects depend on it",
        PostgresErrorCodes.ObjectInUse => "Object is in use",
        _ when state.StartsWith("28", StringComparison.Ordinal) => "PostgreSQL refused the login",
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) => "No connection to PostgreSQL",
        _ => "PostgreSQL reported an error",
    };

    /// <summary>PostgreSQL quotes the names that it speaks of: the first attribute that has one of them is at fault.</summary>
    private ValuePath? Attribute(string message)
    {
        foreach (var name in QuotedNames().Matches(message).Select(m => m.Groups[1].Value))
        {
            foreach (var attribute in schema.Attributes)
            {
                if (attribute.Sensitive || attribute.Name == "id") continue;
                foreach (var value in about.Select(o => o?[attribute.Name]))
                    if (value is StringValue { Text: var text } ? text == name : value is SequenceValue items && items.Elements.Any(i => i is StringValue { Text: var item } && item == name))
                        return ValuePath.Root.Attribute(attribute.Name);
            }
        }
        return null;
    }

    private string Masked(string text)
    {
        foreach (var attribute in schema.Attributes.Where(a => a.Sensitive))
            foreach (var value in about.Select(o => o?[attribute.Name]))
                if (value is StringValue { Text: { Length: > 0 } secret }) text = text.Replace(secret, "(sensitive)", StringComparison.Ordinal);
        return text;
    }

    [GeneratedRegex("[\"“«]([^\"”»]+)[\"”»]", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedNames();
}
