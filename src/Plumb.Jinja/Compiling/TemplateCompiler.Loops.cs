using Plumb.Jinja.Evaluation;
using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Compiling;

internal sealed partial class TemplateCompiler
{
    private Step CompileFor(ForSyntax loop, Place place)
    {
        if (SyntaxWalk.Deep([loop]).Any(SetsLoop)) throw Fail("Can't assign to special loop variable in for-loop target", loop.Line);
        var items = Compile(loop.Items, place);
        if (!loop.IsRecursive)
        {
            return new ForStep(items, CompileLoopBody(loop, place, place.Scope), loop.Line);
        }
        // The function of a recursive loop has no variables but those of the loop.
        var function = place.Scope.Inner(isFunction: true);
        var entry = function.LayOut();
        var body = CompileLoopBody(loop, place with { ChecksExtended = false }, function);
        return new RecursiveForStep(items, body, Function(function, entry, Body.Empty), loop.Line);
    }

    private static bool SetsLoop(StatementSyntax statement) => statement switch
    {
        ForSyntax loop => SyntaxWalk.NamesOf(loop.Target).Contains("loop"),
        SetSyntax set => SyntaxWalk.NamesOf(set.Target).Contains("loop"),
        SetBlockSyntax set => SyntaxWalk.NamesOf(set.Target).Contains("loop"),
        WithSyntax with => with.Variables.Any(v => SyntaxWalk.NamesOf(v.Key).Contains("loop")),
        _ => false,
    };

    private LoopBody CompileLoopBody(ForSyntax loop, Place place, Scope outer)
    {
        var test = CompileLoopTest(loop, place, outer);
        var scope = outer.Inner();
        var usesLoop = loop.IsRecursive || SyntaxWalk.Reads(loop.Body, "loop")
            || SyntaxWalk.Deep(loop.Body).Any(s => s is BlockSyntax { IsScoped: true });
        if (usesLoop) scope.Symbols.Declare("loop");
        SymbolCollector.Declare(scope.Symbols, loop.Target);
        SymbolCollector.Collect(scope.Symbols, loop.Body);
        var entry = scope.LayOut();
        var inner = place.Inner(scope) with { IsInLoop = true };
        var otherwise = outer.Inner();
        SymbolCollector.Collect(otherwise.Symbols, loop.Else);
        var elseEntry = otherwise.LayOut();
        return new LoopBody
        {
            Target = CompileTarget(loop.Target, inner),
            Entry = entry,
            Body = CompileBody(loop.Body, inner),
            ElseEntry = elseEntry,
            Else = loop.Else.Count == 0 ? null : CompileBody(loop.Else, place.Inner(otherwise)),
            LoopSlot = usesLoop ? scope.SlotOf("loop") : null,
            Test = test,
        };
    }

    private LoopTest? CompileLoopTest(ForSyntax loop, Place place, Scope outer)
    {
        if (loop.Test is null) return null;
        var scope = outer.Inner();
        SymbolCollector.Declare(scope.Symbols, loop.Target);
        SymbolCollector.Collect(scope.Symbols, loop.Test);
        var entry = scope.LayOut();
        var inner = place.Inner(scope);
        return new LoopTest(CompileTarget(loop.Target, inner), entry, Compile(loop.Test, inner));
    }
}
