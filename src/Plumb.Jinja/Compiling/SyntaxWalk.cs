using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Compiling;

/// <summary>Goes through syntax: what an expression holds, which names it reads, which statements are inside of others.</summary>
internal static class SyntaxWalk
{
    /// <summary>The names that an expression reads, in the order of the text.</summary>
    public static List<string> Loads(ExpressionSyntax? expression)
    {
        var names = new List<string>();
        AddLoads(expression, names);
        return names;
    }

    private static void AddLoads(ExpressionSyntax? expression, List<string> names)
    {
        if (expression is null) return;
        if (expression is NameSyntax name) names.Add(name.Name);
        foreach (var child in Children(expression)) AddLoads(child, names);
    }

    /// <summary>The names of a target.</summary>
    public static IEnumerable<string> NamesOf(ExpressionSyntax target) => target switch
    {
        NameSyntax name => [name.Name],
        TupleSyntax tuple => tuple.Items.SelectMany(NamesOf),
        _ => [],
    };

    public static IEnumerable<ExpressionSyntax?> Children(ExpressionSyntax expression) => expression switch
    {
        TupleSyntax tuple => tuple.Items,
        ListSyntax list => list.Items,
        DictSyntax dict => dict.Pairs.SelectMany(p => new[] { p.Key, p.Value }),
        UnarySyntax unary => [unary.Operand],
        BinarySyntax binary => [binary.Left, binary.Right],
        ConcatenationSyntax concatenation => concatenation.Parts,
        ComparisonSyntax comparison => comparison.Rest.Select(r => r.Right).Prepend(comparison.First),
        ConditionalSyntax conditional => [conditional.Test, conditional.Then, conditional.Else],
        AttributeSyntax attribute => [attribute.Target],
        ElementSyntax element => [element.Target, element.Key],
        SliceSyntax slice => [slice.Start, slice.Stop, slice.Step],
        CallSyntax call => call.Arguments.All.Prepend(call.Target),
        FilterSyntax filter => filter.Arguments.All.Prepend(filter.Target),
        TestSyntax test => test.Arguments.All.Prepend(test.Target),
        TranslatedSyntax translated => [translated.Text],
        _ => [],
    };

    /// <summary>The statements and all inside of them.</summary>
    public static IEnumerable<StatementSyntax> Deep(IEnumerable<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            yield return statement;
            foreach (var inner in Deep(Bodies(statement))) yield return inner;
        }
    }

    private static IEnumerable<StatementSyntax> Bodies(StatementSyntax statement) => statement switch
    {
        ForSyntax loop => loop.Body.Concat(loop.Else),
        IfSyntax condition => condition.Branches.SelectMany(b => b.Body).Concat(condition.Else),
        SetBlockSyntax set => set.Body,
        MacroSyntax macro => macro.Body,
        CallBlockSyntax call => call.Body,
        FilterBlockSyntax filter => filter.Body,
        WithSyntax with => with.Body,
        AutoescapeSyntax autoescape => autoescape.Body,
        BlockSyntax block => block.Body,
        _ => [],
    };

    /// <summary>The expressions of a statement itself, not of those inside of it.</summary>
    public static IEnumerable<ExpressionSyntax?> Expressions(StatementSyntax statement) => statement switch
    {
        OutputSyntax output => output.Parts,
        ForSyntax { Test: { } test } loop => [loop.Items, test],
        ForSyntax loop => [loop.Items],
        IfSyntax condition => condition.Branches.Select(b => b.Test),
        SetSyntax { Target: NamespaceTargetSyntax space } set => [set.Value, new NameSyntax(space.Name, space.Line)],
        SetSyntax set => [set.Value],
        SetBlockSyntax { Filter: { } filter } => [filter],
        MacroSyntax macro => macro.Parameters.Defaults,
        CallBlockSyntax call => call.Parameters.Defaults.Prepend<ExpressionSyntax>(call.Call),
        FilterBlockSyntax filter => [filter.Filter],
        WithSyntax with => with.Variables.Select(v => v.Value),
        AutoescapeSyntax autoescape => [autoescape.IsOn],
        ExtendsSyntax extends => [extends.Template],
        IncludeSyntax include => [include.Template],
        ImportSyntax import => [import.Template],
        FromImportSyntax import => [import.Template],
        DoSyntax expression => [expression.Expression],
        _ => [],
    };

    /// <summary>Whether statements read a special name that nothing before them in the text set. Blocks are not looked into.</summary>
    public static bool Reads(IEnumerable<StatementSyntax> statements, string name)
    {
        var answer = FirstUse(statements, name);
        return answer == true;
    }

    /// <summary>True if the first use reads the name, false if it sets it, null if there is none.</summary>
    private static bool? FirstUse(IEnumerable<StatementSyntax> statements, string name)
    {
        foreach (var statement in statements)
        {
            if (statement is BlockSyntax) continue;
            if (Expressions(statement).Any(e => Loads(e).Contains(name))) return true;
            if (Sets(statement).Contains(name)) return false;
            if (FirstUse(Bodies(statement), name) is { } inner) return inner;
        }
        return null;
    }

    public static IEnumerable<string> Sets(StatementSyntax statement) => statement switch
    {
        SetSyntax set => NamesOf(set.Target),
        SetBlockSyntax set => NamesOf(set.Target),
        ForSyntax loop => NamesOf(loop.Target),
        WithSyntax with => with.Variables.SelectMany(v => NamesOf(v.Key)),
        MacroSyntax macro => macro.Parameters.Names,
        CallBlockSyntax call => call.Parameters.Names,
        _ => [],
    };
}
