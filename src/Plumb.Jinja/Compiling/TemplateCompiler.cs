using Plumb.Jinja.Evaluation;
using Plumb.Jinja.Rendering;
using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Compiling;

/// <summary>
/// Turns the syntax of a template into a tree of evaluators and steps. Local variables get slots, constants are worked
/// out, filters and tests are looked up: what can be known before rendering is done here.
/// </summary>
internal sealed partial class TemplateCompiler(JinjaEnvironment environment, string? template)
{
    private bool extendsForSure;
    private int extendsSoFar;

    public static TemplateProgram Compile(JinjaEnvironment environment, string? template, IReadOnlyList<StatementSyntax> statements) =>
        new TemplateCompiler(environment, template).Compile(statements);

    /// <summary>An expression alone, in a function of its own.</summary>
    public static (Evaluator Expression, int Slots) Compile(JinjaEnvironment environment, ExpressionSyntax expression)
    {
        var scope = Scope.Outermost();
        SymbolCollector.Collect(scope.Symbols, expression);
        scope.LayOut();
        var compiled = new TemplateCompiler(environment, null).Compile(expression, new Place(scope) { Escapes = environment.Autoescape });
        return (compiled, scope.Function.Slots);
    }

    private TemplateProgram Compile(IReadOnlyList<StatementSyntax> statements)
    {
        BlockSyntax[] blocks = [.. SyntaxWalk.Deep(statements).OfType<BlockSyntax>()];
        var names = new HashSet<string>();
        if (Array.Find(blocks, b => !names.Add(b.Name)) is { } again) throw Fail($"block {Values.PyText.Repr(again.Name)} defined twice", again.Line);
        var scope = Scope.Outermost();
        var self = DeclareSpecial(scope, statements, "self");
        SymbolCollector.Collect(scope.Symbols, statements);
        var entry = scope.LayOut();
        var extends = SyntaxWalk.Deep(statements).OfType<ExtendsSyntax>().Any();
        var place = new Place(scope) { IsTopLevel = true, IsRootLevel = true, ChecksExtended = extends, Escapes = environment.Autoescape };
        var root = Function(scope, entry, CompileBody(statements, place));
        return new TemplateProgram(root, self ? scope.SlotOf("self") : null, blocks.Select(CompileBlock).ToDictionary(b => b.Name));
    }

    private BlockProgram CompileBlock(BlockSyntax block)
    {
        var scope = Scope.Outermost();
        var self = DeclareSpecial(scope, block.Body, "self");
        var super = DeclareSpecial(scope, block.Body, "super");
        SymbolCollector.Collect(scope.Symbols, block.Body);
        var entry = scope.LayOut();
        var function = Function(scope, entry, CompileBody(block.Body, new Place(scope) { Escapes = environment.Autoescape }));
        return new BlockProgram(block.Name, function, self ? scope.SlotOf("self") : null, super ? scope.SlotOf("super") : null);
    }

    private static bool DeclareSpecial(Scope scope, IReadOnlyList<StatementSyntax> body, string name)
    {
        if (!SyntaxWalk.Reads(body, name)) return false;
        scope.Symbols.Declare(name);
        return true;
    }

    private static FunctionBody Function(Scope scope, ScopeEntry entry, Body body) =>
        new() { Slots = scope.Function.Slots, Entry = entry, Body = body };

    private JinjaException Fail(string message, int line) => new("TemplateAssertionError", message, line, template);

    private Body CompileBody(IReadOnlyList<StatementSyntax> statements, Place place)
    {
        var steps = new List<Step>();
        foreach (var statement in statements) steps.AddRange(Compile(statement, place));
        return steps.Count == 0 ? Body.Empty : new Body([.. steps], template);
    }

    private IEnumerable<Step> Compile(StatementSyntax statement, Place place) => statement switch
    {
        OutputSyntax output => CompileOutput(output, place),
        ForSyntax loop => [CompileFor(loop, place)],
        IfSyntax condition => [CompileIf(condition, place)],
        SetSyntax set => [new SetStep(CompileTarget(set.Target, place), Compile(set.Value, place), set.Line)],
        SetBlockSyntax set => [CompileSetBlock(set, place)],
        MacroSyntax macro => [new MacroStep(CompileMacro(macro.Name, macro.Parameters, macro.Body, macro.Line, place), place.Scope.SlotOf(macro.Name), place.IsTopLevel, macro.Line)],
        CallBlockSyntax call => [CompileCallBlock(call, place)],
        FilterBlockSyntax filter => [CompileFilterBlock(filter, place)],
        WithSyntax with => [CompileWith(with, place)],
        AutoescapeSyntax autoescape => [CompileAutoescape(autoescape, place)],
        BlockSyntax block => CompileBlockPlace(block, place),
        ExtendsSyntax extends => [CompileExtends(extends, place)],
        IncludeSyntax include => [new IncludeStep(Compile(include.Template, place), include.IgnoresMissing, Shared(include.WithContext, place), include.Line)],
        ImportSyntax import => [new ImportStep(Compile(import.Template, place), Shared(import.WithContext, place), import.Name, place.Scope.SlotOf(import.Name), place.IsTopLevel, import.Line)],
        FromImportSyntax import => [CompileFromImport(import, place)],
        DoSyntax expression => [new ExpressionStep(Compile(expression.Expression, place), expression.Line)],
        BreakSyntax => [CompileJump(Flow.Break, "'break' outside loop", statement.Line, place)],
        ContinueSyntax => [CompileJump(Flow.Continue, "'continue' not properly in loop", statement.Line, place)],
        DebugSyntax => [new DebugStep(statement.Line)],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private JumpStep CompileJump(Flow flow, string fault, int line, Place place) =>
        place.IsInLoop ? new JumpStep(flow, line) : throw JinjaException.Syntax(fault, line, template);

    private static LocalNames? Shared(bool withContext, Place place) => withContext ? place.Scope.Stored() : null;
}
