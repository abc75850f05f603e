using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Compiling;

/// <summary>Collects the names of a scope. What has a scope of its own is looked into only as far as it is evaluated outside.</summary>
internal static class SymbolCollector
{
    public static void Collect(Symbols symbols, IEnumerable<StatementSyntax> statements)
    {
        foreach (var statement in statements) Collect(symbols, statement);
    }

    private static void Collect(Symbols symbols, StatementSyntax statement)
    {
        switch (statement)
        {
            case OutputSyntax output: CollectAll(symbols, output.Parts); break;
            case ForSyntax loop: Collect(symbols, loop.Items); break;
            case IfSyntax condition: CollectIf(symbols, condition, 0); break;
            case SetSyntax set:
                Collect(symbols, set.Value);
                Store(symbols, set.Target);
                break;
            case SetBlockSyntax set: Store(symbols, set.Target); break;
            case MacroSyntax macro: symbols.Store(macro.Name); break;
            case CallBlockSyntax block: Collect(symbols, block.Call); break;
            case FilterBlockSyntax block: Collect(symbols, block.Filter); break;
            case WithSyntax with: CollectAll(symbols, with.Variables.Select(v => v.Value)); break;
            case ExtendsSyntax extends: Collect(symbols, extends.Template); break;
            case IncludeSyntax include: Collect(symbols, include.Template); break;
            case ImportSyntax import:
                Collect(symbols, import.Template);
                symbols.Store(import.Name);
                break;
            case FromImportSyntax import:
                Collect(symbols, import.Template);
                foreach (var name in import.Names) symbols.Store(name.Alias);
                break;
            case DoSyntax expression: Collect(symbols, expression.Expression); break;
            default: break;
        }
    }

    /// <summary>A condition with the branches behind one as its last.</summary>
    private static void CollectIf(Symbols symbols, IfSyntax condition, int index)
    {
        var (test, statements) = condition.Branches[index];
        Collect(symbols, test);
        var body = symbols.Branch();
        Collect(body, statements);
        var others = condition.Branches.Skip(index + 1).Select(branch =>
        {
            var other = symbols.Branch();
            Collect(other, branch.Test);
            var inner = other.Branch();
            Collect(inner, branch.Body);
            other.Merge(inner, other.Branch(), other.Branch());
            return other;
        });
        var further = others.Aggregate(symbols.Branch(), (all, other) =>
        {
            all.Merge(other);
            return all;
        });
        var otherwise = symbols.Branch();
        Collect(otherwise, condition.Else);
        symbols.Merge(body, further, otherwise);
    }

    /// <summary>Collects the names of a target.</summary>
    public static void Store(Symbols symbols, ExpressionSyntax target)
    {
        switch (target)
        {
            case NameSyntax name: symbols.Store(name.Name); break;
            case NamespaceTargetSyntax space: symbols.Load(space.Name); break;
            case TupleSyntax tuple:
                foreach (var item in tuple.Items) Store(symbols, item);
                break;
            default: break;
        }
    }

    /// <summary>Collects the names of a target that are given values from outside.</summary>
    public static void Declare(Symbols symbols, ExpressionSyntax target)
    {
        foreach (var name in SyntaxWalk.NamesOf(target)) symbols.Declare(name);
    }

    public static void Collect(Symbols symbols, ExpressionSyntax expression)
    {
        foreach (var name in SyntaxWalk.Loads(expression)) symbols.Load(name);
    }

    private static void CollectAll(Symbols symbols, IEnumerable<ExpressionSyntax> expressions)
    {
        foreach (var expression in expressions) Collect(symbols, expression);
    }
}
