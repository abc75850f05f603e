using Plumb.Jinja.Compiling;
using Plumb.Jinja.Syntax;

namespace Plumb.Jinja;

/// <summary>
/// What a template wants from outside: the names that it reads and does not set itself, and whether it asks anywhere if something is defined, or
/// has something in its place.
/// </summary>
public sealed record TemplateNames(IReadOnlySet<string> Read, bool HasGuards)
{
    private static readonly HashSet<string> GuardingTests = ["defined", "undefined"];
    private static readonly HashSet<string> GuardingFilters = ["default", "d", "mandatory"];

    internal static TemplateNames Of(IReadOnlyList<StatementSyntax> template)
    {
        var statements = SyntaxWalk.Deep(template).ToList();
        var expressions = statements.SelectMany(SyntaxWalk.Expressions).OfType<ExpressionSyntax>().ToList();
        var read = expressions.SelectMany(e => SyntaxWalk.Loads(e)).ToHashSet(StringComparer.Ordinal);
        read.ExceptWith(statements.SelectMany(Own));
        read.ExceptWith(["loop", "self", "super", "caller", "varargs", "kwargs"]);
        return new TemplateNames(read, expressions.SelectMany(Deep).Any(IsGuard));
    }

    private static IEnumerable<string> Own(StatementSyntax statement) => SyntaxWalk.Sets(statement).Concat(statement switch
    {
        MacroSyntax macro => [macro.Name],
        ImportSyntax import => [import.Name],
        FromImportSyntax import => import.Names.Select(n => n.Alias),
        _ => (IEnumerable<string>)[],
    });

    private static IEnumerable<ExpressionSyntax> Deep(ExpressionSyntax expression) => SyntaxWalk.Children(expression).OfType<ExpressionSyntax>().SelectMany(Deep).Prepend(expression);

    private static bool IsGuard(ExpressionSyntax expression) => expression switch
    {
        TestSyntax test => GuardingTests.Contains(test.Name),
        FilterSyntax filter => GuardingFilters.Contains(filter.Name),
        _ => false,
    };
}
