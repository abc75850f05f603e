using System.Text;
using Plumb.Jinja.Evaluation;
using Plumb.Jinja.Rendering;
using Plumb.Jinja.Syntax;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Compiling;

internal sealed partial class TemplateCompiler
{
    /// <summary>Text and constants side by side become one text.</summary>
    private List<Step> CompileOutput(OutputSyntax output, Place place)
    {
        if (place.ChecksExtended && extendsForSure) return [];
        var steps = new List<Step>();
        var text = new StringBuilder();
        var textLine = output.Line;
        // An empty text is a piece too: a native rendering tells it from nothing at all.
        var hasText = false;
        foreach (var part in output.Parts)
        {
            var value = part is TextSyntax ? null : Compile(part, place);
            if (ConstantText(part, value, place) is { } constant)
            {
                if (!hasText) textLine = part.Line;
                hasText = true;
                text.Append(constant);
                continue;
            }
            Flush();
            if (value is not null) steps.Add(environment.Finalize is { } finalize ? new FinalizedPrintStep(value, finalize, part.Line) : new PrintStep(value, part.Line));
        }
        Flush();
        return place.ChecksExtended && extendsSoFar > 0 ? [new UnlessExtendedStep(new Body([.. steps], template), output.Line)] : steps;

        void Flush()
        {
            if (!hasText) return;
            steps.Add(new TextStep(text.ToString(), textLine));
            text.Clear();
            hasText = false;
        }
    }

    /// <summary>What a part prints, if that is known; a fault in it is left to the rendering.</summary>
    private string? ConstantText(ExpressionSyntax part, Evaluator? value, Place place)
    {
        if (part is TextSyntax text) return text.Text;
        if (value is not { IsConstant: true } || place.Escapes is not { } escapes) return null;
        try
        {
            var constant = value.Evaluate(ConstantFrame);
            if (environment.Finalize is { } finalize) constant = finalize(constant);
            return escapes ? Markup.Escape(constant).Text : PyText.Str(constant);
        }
        catch (JinjaException)
        {
            return null;
        }
    }

    private IfStep CompileIf(IfSyntax condition, Place place)
    {
        var inner = place.Conditional();
        Branch[] branches = [.. condition.Branches.Select(b => new Branch(Compile(b.Test, inner), b.Test.Line, CompileBody(b.Body, inner)))];
        return new IfStep(branches, CompileBody(condition.Else, inner), template, condition.Line);
    }

    private static Target CompileTarget(ExpressionSyntax target, Place place) => target switch
    {
        NameSyntax name => new NameTarget(name.Name, place.Scope.SlotOf(name.Name), place.IsTopLevel),
        TupleSyntax tuple => new TupleTarget([.. tuple.Items.Select(t => CompileTarget(t, place))]),
        NamespaceTargetSyntax space => new NamespaceTarget(place.Scope.Access(space.Name), space.Attribute),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A body that is captured, and the place that what belongs to it is compiled in.</summary>
    private (CapturedBody Body, Place Place) CompileCaptured(IReadOnlyList<StatementSyntax> statements, FilterSyntax? filter, Place place)
    {
        var scope = place.Scope.Inner();
        if (filter is not null) SymbolCollector.Collect(scope.Symbols, filter);
        SymbolCollector.Collect(scope.Symbols, statements);
        var entry = scope.LayOut();
        var inner = place.Inner(scope) with { ChecksExtended = false };
        return (new CapturedBody(entry, CompileBody(statements, inner)), inner);
    }

    private SetBlockStep CompileSetBlock(SetBlockSyntax set, Place place)
    {
        var (body, inner) = CompileCaptured(set.Body, set.Filter, place);
        var filter = set.Filter is null ? null : CompileFilter(set.Filter, inner);
        return new SetBlockStep(CompileTarget(set.Target, place), body, filter, set.Line);
    }

    private FilterBlockStep CompileFilterBlock(FilterBlockSyntax block, Place place)
    {
        var (body, inner) = CompileCaptured(block.Body, block.Filter, place);
        return new FilterBlockStep(body, CompileFilter(block.Filter, inner), block.Line);
    }

    private ScopeStep CompileWith(WithSyntax with, Place place)
    {
        var scope = place.Scope.Inner();
        foreach (var (target, _) in with.Variables) SymbolCollector.Declare(scope.Symbols, target);
        SymbolCollector.Collect(scope.Symbols, with.Body);
        var entry = scope.LayOut();
        var inner = place.Inner(scope);
        (Target, Evaluator)[] variables = [.. with.Variables.Select(v => (CompileTarget(v.Key, inner), Compile(v.Value, place)))];
        return new ScopeStep(entry, variables, CompileBody(with.Body, inner), with.Line);
    }

    private AutoescapeStep CompileAutoescape(AutoescapeSyntax autoescape, Place place)
    {
        var scope = place.Scope.Inner();
        SymbolCollector.Collect(scope.Symbols, autoescape.IsOn);
        SymbolCollector.Collect(scope.Symbols, autoescape.Body);
        var entry = scope.LayOut();
        var inner = place.Inner(scope);
        var isOn = Compile(autoescape.IsOn, inner);
        bool? known = isOn is Constant constant ? PyValues.Truth(constant.Value) : null;
        return new AutoescapeStep(isOn, entry, CompileBody(autoescape.Body, inner with { Escapes = known }), autoescape.Line);
    }

    private CallBlockStep CompileCallBlock(CallBlockSyntax block, Place place)
    {
        var caller = CompileMacro(null, block.Parameters, block.Body, block.Line, place);
        return new CallBlockStep(caller, CompileCall(block.Call, place), block.Line);
    }

    private MacroProgram CompileMacro(string? name, ParametersSyntax parameters, IReadOnlyList<StatementSyntax> body, int line, Place place)
    {
        var scope = place.Scope.Inner(isFunction: true);
        foreach (var parameter in parameters.Names) scope.Symbols.Declare(parameter);
        var usesCaller = SyntaxWalk.Reads(body, "caller");
        var keywords = SyntaxWalk.Reads(body, "kwargs") && !parameters.Names.Contains("kwargs");
        var rest = SyntaxWalk.Reads(body, "varargs") && !parameters.Names.Contains("varargs");
        var callerIndex = parameters.Names.ToList().IndexOf("caller");
        var firstDefault = parameters.Names.Count - parameters.Defaults.Count;
        if (usesCaller && callerIndex >= 0 && callerIndex < firstDefault)
        {
            throw Fail("When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.", line);
        }
        var declaresCaller = usesCaller && callerIndex < 0;
        if (declaresCaller) scope.Symbols.Declare("caller");
        if (keywords) scope.Symbols.Declare("kwargs");
        if (rest) scope.Symbols.Declare("varargs");
        foreach (var value in parameters.Defaults) SymbolCollector.Collect(scope.Symbols, value);
        SymbolCollector.Collect(scope.Symbols, body);
        var entry = scope.LayOut();
        var inner = place.Inner(scope) with { ChecksExtended = false, IsInLoop = false };
        MacroParameter[] compiled = [.. parameters.Names.Select((parameter, i) =>
            new MacroParameter(parameter, scope.SlotOf(parameter), i < firstDefault ? null : Compile(parameters.Defaults[i - firstDefault], inner)))];
        var compiledBody = CompileBody(body, inner);
        return new MacroProgram(name, Function(scope, entry, compiledBody), compiled)
        {
            UsesCaller = usesCaller,
            CallerSlot = declaresCaller ? scope.SlotOf("caller") : null,
            KeywordsSlot = keywords ? scope.SlotOf("kwargs") : null,
            RestSlot = rest ? scope.SlotOf("varargs") : null,
        };
    }
}
