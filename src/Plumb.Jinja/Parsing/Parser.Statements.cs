using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Parsing;

internal sealed partial class Parser
{
    /// <summary><c>for TARGET in ITEMS [if TEST] [recursive]</c> body <c>[else]</c> <c>endfor</c></summary>
    private ForSyntax ParseFor()
    {
        var line = tokens.ExpectName("for").Line;
        var target = ParseTarget();
        tokens.ExpectName("in");
        var items = ParseTuple(withConditional: false);
        var test = tokens.SkipName("if") ? ParseExpression() : null;
        var recursive = tokens.SkipName("recursive");
        var body = ParseTagBody("endfor", "else");
        IReadOnlyList<StatementSyntax> otherwise = tokens.Take().Text == "else" ? ParseWholeBody("endfor") : [];
        return new ForSyntax(target, items, test, recursive, body, otherwise, line);
    }

    private IfSyntax ParseIf()
    {
        var line = tokens.ExpectName("if").Line;
        var branches = new List<IfBranch>();
        IReadOnlyList<StatementSyntax> otherwise = [];
        string end;
        do
        {
            var test = ParseTuple(withConditional: false);
            branches.Add(new IfBranch(test, ParseTagBody("elif", "else", "endif")));
            end = tokens.Take().Text;
        }
        while (end == "elif");
        if (end == "else") otherwise = ParseWholeBody("endif");
        return new IfSyntax(branches, otherwise, line);
    }

    private WithSyntax ParseWith()
    {
        var line = tokens.Take().Line;
        var variables = new List<KeyValuePair<ExpressionSyntax, ExpressionSyntax>>();
        while (Current.Kind != TokenKind.BlockEnd)
        {
            if (variables.Count > 0) tokens.Expect(",");
            var target = ParseTarget();
            tokens.Expect("=");
            variables.Add(new(target, ParseExpression()));
        }
        return new WithSyntax(variables, ParseWholeBody("endwith"), line);
    }

    private AutoescapeSyntax ParseAutoescape()
    {
        var line = tokens.Take().Line;
        var isOn = ParseExpression();
        return new AutoescapeSyntax(isOn, ParseWholeBody("endautoescape"), line);
    }

    private BlockSyntax ParseBlock()
    {
        var line = tokens.Take().Line;
        var name = tokens.Expect(TokenKind.Name).Text;
        var scoped = tokens.SkipName("scoped");
        var required = tokens.SkipName("required");
        if (Current.Is("-")) throw Fail("Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.");
        var body = ParseWholeBody("endblock");
        if (required && !body.TrueForAll(IsBlank)) throw Fail("Required blocks can only contain comments or whitespace");
        tokens.SkipName(name);
        return new BlockSyntax(name, scoped, required, body, line);
    }

    private static bool IsBlank(StatementSyntax statement) =>
        statement is OutputSyntax output && output.Parts.All(p => p is TextSyntax text && string.IsNullOrWhiteSpace(text.Text));

    private ExtendsSyntax ParseExtends()
    {
        var line = tokens.Take().Line;
        return new ExtendsSyntax(ParseExpression(), line);
    }

    private OutputSyntax ParsePrint()
    {
        var line = tokens.Take().Line;
        var parts = new List<ExpressionSyntax>();
        while (Current.Kind != TokenKind.BlockEnd)
        {
            if (parts.Count > 0) tokens.Expect(",");
            parts.Add(ParseExpression());
        }
        return new OutputSyntax(parts, line);
    }

    /// <summary><c>set TARGET = VALUE</c>, or <c>set TARGET [| FILTER]</c> body <c>endset</c></summary>
    private StatementSyntax ParseSet()
    {
        var line = tokens.Take().Line;
        var target = tokens.Look().Is(".") ? ParseNamespaceTarget() : ParseTarget();
        if (tokens.SkipIf("=")) return new SetSyntax(target, ParseTuple(), line);
        var filter = Current.Is("|") ? ParseFilters(null) : null;
        return new SetBlockSyntax(target, filter, ParseWholeBody("endset"), line);
    }

    private NamespaceTargetSyntax ParseNamespaceTarget()
    {
        var name = tokens.Expect(TokenKind.Name);
        tokens.Expect(".");
        return new NamespaceTargetSyntax(name.Text, tokens.Expect(TokenKind.Name).Text, name.Line);
    }

    private FilterBlockSyntax ParseFilterBlock()
    {
        var line = tokens.Take().Line;
        var filter = ParseFilters(ParseFilter(null));
        return new FilterBlockSyntax(filter, ParseWholeBody("endfilter"), line);
    }

    private MacroSyntax ParseMacro()
    {
        var line = tokens.Take().Line;
        var name = ParseNewName().Text;
        var parameters = ParseParameters();
        return new MacroSyntax(name, parameters, ParseWholeBody("endmacro"), line);
    }

    private CallBlockSyntax ParseCallBlock()
    {
        var line = tokens.Take().Line;
        var parameters = Current.Is("(") ? ParseParameters() : ParametersSyntax.None;
        if (ParseExpression() is not CallSyntax call) throw Fail("expected call", line);
        return new CallBlockSyntax(call, parameters, ParseWholeBody("endcall"), line);
    }

    private ParametersSyntax ParseParameters()
    {
        var names = new List<string>();
        var defaults = new List<ExpressionSyntax>();
        tokens.Expect("(");
        while (!Current.Is(")"))
        {
            if (names.Count > 0) tokens.Expect(",");
            var name = ParseNewName();
            if (names.Contains(name.Text)) throw Fail($"duplicate argument '{name.Text}' in function definition", name.Line);
            if (tokens.SkipIf("=")) defaults.Add(ParseExpression());
            else if (defaults.Count > 0) throw Fail("non-default argument follows default argument");
            names.Add(name.Text);
        }
        tokens.Expect(")");
        return new ParametersSyntax(names, defaults);
    }

    /// <summary>A name that may be given a value; the names of constants may not.</summary>
    private Token ParseNewName()
    {
        var name = tokens.Expect(TokenKind.Name);
        return IsConstantName(name.Text) ? throw Fail("can't assign to 'name'", name.Line) : name;
    }

    /// <summary>What is assigned to: a name, or names separated by commas.</summary>
    private ExpressionSyntax ParseTarget()
    {
        var target = ParseTuple(simplified: true);
        return CanAssign(target) ? target : throw Fail($"can't assign to {Values.PyText.Repr(KindOf(target))}", target.Line);
    }

    private static bool CanAssign(ExpressionSyntax target) => target switch
    {
        NameSyntax => true,
        TupleSyntax tuple => tuple.Items.All(CanAssign),
        _ => false,
    };

    private static string KindOf(ExpressionSyntax target) => target switch
    {
        ConstantSyntax => "const",
        TupleSyntax => "tuple",
        ListSyntax => "list",
        DictSyntax => "dict",
        _ => "expression",
    };
}
