using Plumb.Provider.Postgresql.Connections;
using Plumb.Provider.Postgresql.Privileges;

namespace Plumb.Provider.Postgresql.Functions;

/// <summary>A function as SQL writes it.</summary>
internal static class FunctionText
{
    public const string DefaultSchema = "public";

    /// <summary>Types of what goes in: they tell functions of one name apart.</summary>
    public static string InputTypes(Function function) => string.Join(',', function.Arg.Where(a => !Is(a, "OUT")).Select(a => a.Type));

    /// <summary>As to_regprocedure and DROP FUNCTION take it.</summary>
    public static string Signature(Function function) => Checked($"{Sql.Name(SchemaOf(function), function.Name)}({InputTypes(function)})", InputTypes(function));

    public static string SchemaOf(Function function) => function.Schema is { Length: > 0 } schema ? schema : DefaultSchema;

    public static string Create(Function function)
    {
        var returns = function.Returns is { Length: > 0 } named ? $" RETURNS {Checked(named, named)}"
            : function.Arg.Any(a => Is(a, "OUT") || Is(a, "INOUT")) ? ""
            : " RETURNS void";
        return $"CREATE OR REPLACE FUNCTION {Sql.Name(SchemaOf(function), function.Name)}({string.Join(", ", function.Arg.Select(Argument))}){returns}"
            + $" LANGUAGE {Identifier(function.Language)} {function.Volatility} PARALLEL {function.Parallel}"
            + (function.Strict ? " STRICT" : "") + (function.SecurityDefiner ? " SECURITY DEFINER" : "")
            + $" AS {Sql.Text(Body(function.Body))}";
    }

    /// <summary>A body may be written as the statement has it, between marks such as <c>$$</c> with what surrounds them.</summary>
    public static string Body(string text)
    {
        var open = text.IndexOf('$', StringComparison.Ordinal);
        var inner = open < 0 ? -1 : text.IndexOf('$', open + 1);
        if (inner < 0 || inner + 1 >= text.Length || !char.IsWhiteSpace(text[inner + 1]) || !text.AsSpan(open + 1, inner - open - 1).ToString().All(char.IsAsciiLetter)) return text;
        var mark = text[open..(inner + 1)];
        var close = text.LastIndexOf(mark, StringComparison.Ordinal);
        return close > inner + 2 && char.IsWhiteSpace(text[close - 1]) ? text[(inner + 2)..(close - 1)] : text;
    }

    public static bool Is(FunctionArgument argument, string mode) => argument.Mode.Equals(mode, StringComparison.OrdinalIgnoreCase);

    private static string Argument(FunctionArgument argument) =>
        $"{argument.Mode.ToUpperInvariant()} {(argument.Name is { Length: > 0 } name ? Identifier(name) + " " : "")}{Checked(argument.Type, argument.Type)}{(argument.Default is { Length: > 0 } preset ? $" DEFAULT {preset}" : "")}";

    /// <summary>A name as people write it in SQL: letters are small unless it has quotes, since bodies name it without.</summary>
    private static string Identifier(string name) => name is ['"', .. var inner, '"'] ? Sql.Name(inner.Replace("\"\"", "\"", StringComparison.Ordinal)) : Sql.Name(name.ToLowerInvariant());

    /// <summary>Types cannot be quoted as a whole, so what is none is refused here and not left to the server to run.</summary>
    private static string Checked(string text, string types) => types.Length == 0 || RoutineName.IsWellFormed($"f({types})")
        ? text
        : throw new InvalidOperationException($"\"{types}\" is no type.");
}
