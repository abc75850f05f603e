using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Functions;

internal sealed class FunctionResource : HousedResource<Function>
{
    private static readonly Dictionary<string, string> _volatilities = new(StringComparer.Ordinal) { ["v"] = "VOLATILE", ["s"] = "STABLE", ["i"] = "IMMUTABLE" };
    private static readonly Dictionary<string, string> _parallels = new(StringComparer.Ordinal) { ["u"] = "UNSAFE", ["r"] = "RESTRICTED", ["s"] = "SAFE" };
    private static readonly Dictionary<string, string> _modes = new(StringComparer.Ordinal) { ["i"] = "IN", ["o"] = "OUT", ["b"] = "INOUT", ["v"] = "VARIADIC" };

    protected override string Noun => "function";

    protected override string IdOf(string database, Function plan) => $"{database}.{FunctionText.SchemaOf(plan)}.{plan.Name}({FunctionText.InputTypes(plan)})";

    protected override Task MakeAsync(PostgresServer server, string database, Function plan, CancellationToken cancellation) =>
        server.ChangeAsync(database, session => session.ExecuteAsync(FunctionText.Create(plan), cancellation), cancellation);

    protected override Task AlterAsync(PostgresServer server, string database, Function plan, Function prior, CancellationToken cancellation) =>
        MakeAsync(server, database, plan, cancellation);

    protected override async Task<Function?> FindAsync(ServerSession session, Function state, CancellationToken cancellation)
    {
        if (await ReadCatalogAsync(session, FunctionText.Signature(state), cancellation).ConfigureAwait(false) is not { } found) return null;
        if (state.Schema is not "") state.Schema = found.Schema;
        if (!state.Language.Equals(found.Language, StringComparison.OrdinalIgnoreCase)) state.Language = found.Language;
        if (FunctionText.Body(state.Body) != found.Body) state.Body = found.Body;
        (state.Volatility, state.Parallel, state.Strict, state.SecurityDefiner) = (found.Volatility, found.Parallel, found.Strict, found.SecurityDefiner);
        var spelled = await CanonicalAsync(session, [state.Returns ?? "", .. state.Arg.Select(a => a.Type)], cancellation).ConfigureAwait(false);
        if (!IsTable(state.Returns) && spelled[0] != found.Returns) state.Returns = found.Returns;
        if (!spelled.Skip(1).SequenceEqual(found.Arguments.Select(a => a.Type)) || !state.Arg.Zip(found.Arguments).All(p => FunctionText.Is(p.First, p.Second.Mode))) state.Arg = found.Arguments;
        return state;
    }

    protected override Task DropAsync(PostgresServer server, string database, Function state, CancellationToken cancellation) =>
        server.ChangeAsync(database, session => session.ExecuteAsync($"DROP FUNCTION IF EXISTS {FunctionText.Signature(state)} {Sql.Dependents(state.DropCascade)}", cancellation), cancellation);

    protected override ValueTask ImportAsync(ImportContext<Function> context, CancellationToken cancellation)
    {
        var open = context.Id.IndexOf('(', StringComparison.Ordinal);
        var names = open > 0 && context.Id.EndsWith(')') ? context.Id[..open].Split('.') : [];
        if (names is not ([_, _] or [_, _, _]))
        {
            context.Error("Invalid import id", $"The id of a function is the name of its database, its schema and its own with the types of its arguments, as in \"app.public.add(integer,integer)\"; \"{context.Id}\" is not.");
            return ValueTask.CompletedTask;
        }
        var types = context.Id[(open + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        context.Found(new Function
        {
            Id = context.Id,
            Database = names.Length == 3 ? names[0] : null,
            Schema = names[^2],
            Name = names[^1],
            Arg = [.. types.Select(t => new FunctionArgument { Type = t, Mode = "IN" })],
            Language = "",
            Body = "",
            Parallel = "",
            Volatility = "",
        });
        return ValueTask.CompletedTask;
    }

    protected override string DatabaseOf(PostgresServer server, Function function) => function.Database is { Length: > 0 } named ? named
        : function.Id is { } id && id.IndexOf('(', StringComparison.Ordinal) is > 0 and var open && id[..open].Split('.') is [var database, _, _] ? database
        : server.Database;

    private static bool IsTable(string? returns) => returns?.TrimStart().StartsWith("TABLE", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Each type as the server writes it; what it does not know stays as it is.</summary>
    private static async Task<string[]> CanonicalAsync(ServerSession session, string[] types, CancellationToken cancellation) => (await session.QueryAsync(
        """
        SELECT ARRAY(SELECT CASE WHEN t ~* '^\s*setof\s' THEN 'SETOF ' || coalesce(pg_catalog.format_type(pg_catalog.to_regtype(pg_catalog.regexp_replace(t, '^\s*setof\s+', '', 'i')), NULL), t)
                                 WHEN t = '' OR t ~* '^\s*table' THEN t ELSE coalesce(pg_catalog.format_type(pg_catalog.to_regtype(t), NULL), t) END
                     FROM pg_catalog.unnest($1) WITH ORDINALITY u(t, i) ORDER BY i)
        """,
        [types], r => r.GetFieldValue<string[]>(0), cancellation).ConfigureAwait(false))[0];

    private static Task<Catalogued?> ReadCatalogAsync(ServerSession session, string signature, CancellationToken cancellation) => session.FirstAsync(
        """
        SELECT n.nspname::text, l.lanname::text, p.prosrc, p.provolatile::text, p.proparallel::text, p.proisstrict, p.prosecdef, pg_catalog.pg_get_function_result(p.oid),
               ARRAY(SELECT pg_catalog.format_type(t, NULL) FROM pg_catalog.unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY u(t, i) ORDER BY i),
               coalesce(p.proargnames, ARRAY[]::text[]), coalesce(p.proargmodes::text[], ARRAY[]::text[]),
               ARRAY(SELECT coalesce(pg_catalog.pg_get_function_arg_default(p.oid, i::int), '') FROM pg_catalog.generate_series(1, coalesce(pg_catalog.array_length(p.proallargtypes, 1), p.pronargs::int)) i ORDER BY i)
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace JOIN pg_catalog.pg_language l ON l.oid = p.prolang
        WHERE p.oid = pg_catalog.to_regprocedure($1)
        """,
        [signature], r => new Catalogued(
            r.GetString(0), r.GetString(1), r.GetString(2), _volatilities[r.GetString(3)], _parallels[r.GetString(4)], r.GetBoolean(5), r.GetBoolean(6), r.IsDBNull(7) ? "" : r.GetString(7),
            Arguments(r.GetFieldValue<string[]>(8), r.GetFieldValue<string[]>(9), r.GetFieldValue<string[]>(10), r.GetFieldValue<string[]>(11))), cancellation);

    /// <summary>Columns of a table that comes out are told by the result.</summary>
    private static List<FunctionArgument> Arguments(string[] types, string[] names, string[] modes, string[] presets) => [.. Enumerable.Range(0, types.Length)
        .Where(i => i >= modes.Length || modes[i] != "t")
        .Select(i => new FunctionArgument
        {
            Type = types[i],
            Name = i < names.Length && names[i].Length > 0 ? names[i] : null,
            Mode = i < modes.Length ? _modes[modes[i]] : "IN",
            Default = presets[i].Length > 0 ? presets[i] : null,
        })];

    private sealed record Catalogued(string Schema, string Language, string Body, string Volatility, string Parallel, bool Strict, bool SecurityDefiner, string Returns, List<FunctionArgument> Arguments);
}
