using Plumb.Cli.Rendering;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Types;
using Plumb.Engine.Inspecting;
using Plumb.Hcl.Parsing;

namespace Plumb.Cli.Commands.Expressions;

/// <summary>What one input of the console gives.</summary>
internal static class ConsoleLine
{
    private const string InputName = "<console-input>";

    private const string Help = """
        Expressions are evaluated as if they stood in the configuration's root module.

        What the state holds can be used by its address: "aws_instance.foo.id" gives
        the ID of "aws_instance.foo", if there is one in the state. An expression may
        go on over several lines while a bracket is open.

        To leave, type "exit" and press enter, or press Control-C or Control-D.
        """;

    private static readonly DiagnosticRule TypeInside = new("CLI101", Severity.Error, "Invalid use of type function");

    /// <summary>Null where the input is wrong, which is reported.</summary>
    public static string? Evaluate(ExpressionSession session, string input, DiagnosticBag diagnostics)
    {
        if (string.IsNullOrWhiteSpace(input)) return "";
        if (input == "help") return Help.ReplaceLineEndings("\n");
        var expression = HclParser.ParseExpression(new SourceFile(InputName, input), diagnostics);
        if (diagnostics.HasErrors || session.Evaluate(expression, diagnostics) is not { } value) return null;
        if (value.Marks.Contains(TypeFunction.ResultMark) && value.Unmarked is StringValue type) return type.Text;
        if (!value.ContainsMarked || !value.MarksDeep().Contains(TypeFunction.ResultMark)) return ExpressionText.Format(value);
        diagnostics.Add(TypeInside, expression.Span, "What type() gives can only be looked at: it is no value that an expression could go on with.");
        return null;
    }
}
