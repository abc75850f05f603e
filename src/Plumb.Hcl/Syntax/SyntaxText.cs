using System.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Json;

namespace Plumb.Hcl.Syntax;

/// <summary>
/// Writes syntax as short stable text that shows its structure, for tests and logs: every operation in parentheses with
/// its name in front. Not the source it was parsed from, and not to be parsed.
/// </summary>
public sealed class SyntaxText
{
    private readonly StringBuilder _text = new();
    private readonly bool _withSpans;

    private SyntaxText(bool withSpans) => _withSpans = withSpans;

    /// <summary>One line; with spans, every node is followed by where it is, as UTF-16 offsets.</summary>
    public static string Write(Expression expression, bool withSpans = false)
    {
        var writer = new SyntaxText(withSpans);
        writer.WriteExpression(expression);
        return writer._text.ToString();
    }

    /// <summary>A line for each attribute and block.</summary>
    public static string Write(NativeBody body, bool withSpans = false)
    {
        var writer = new SyntaxText(withSpans);
        writer.WriteBody(body, "");
        return writer._text.ToString();
    }

    private void WriteBody(NativeBody body, string indent)
    {
        var items = body.Attributes.Select(a => (a.Span.Start, Write: (Action)(() => WriteAttribute(a, indent))))
            .Concat(body.Blocks.Select(b => (b.TypeSpan.Start, Write: (Action)(() => WriteBlock(b, indent)))));
        foreach (var item in items.OrderBy(i => i.Start)) item.Write();
    }

    private void WriteAttribute(BodyAttribute attribute, string indent)
    {
        _text.Append(indent).Append(attribute.Name);
        WriteSpan(attribute.Span.Start, attribute.Span.End);
        _text.Append(" = ");
        WriteExpression(attribute.Expression);
        _text.Append('\n');
    }

    private void WriteBlock(NativeBlock block, string indent)
    {
        _text.Append(indent).Append(block.Type);
        WriteSpan(block.TypeSpan.Start, block.CloseBrace.End);
        foreach (var label in block.Labels)
        {
            _text.Append(' ');
            WriteString(label.Text);
        }
        _text.Append('\n');
        WriteBody(block.Body, indent + "  ");
    }

    private void WriteExpression(Expression expression)
    {
        switch (expression)
        {
            case LiteralExpression e: WriteLiteral(e.Value); break;
            case TraversalExpression e: _text.Append(e.Traversal); break;
            case RelativeTraversalExpression e: WriteList("get", [e.Source], string.Concat(e.Steps.Select(s => s.ToString()))); break;
            case TemplateExpression e: WriteList("template", e.Parts); break;
            case TemplateWrapExpression e: WriteList("wrap", [e.Wrapped]); break;
            case TemplateJoinExpression e: WriteList("join", [e.Tuple]); break;
            case FunctionCallExpression e: WriteList("call " + e.Name, e.Arguments, e.ExpandFinal ? "..." : null); break;
            case ConditionalExpression e: WriteList("if", [e.Condition, e.TrueResult, e.FalseResult]); break;
            case BinaryExpression e: WriteList(e.Operator.Symbol(), [e.Left, e.Right]); break;
            case UnaryExpression e: WriteList(e.Operator.Symbol(), [e.Operand]); break;
            case IndexExpression e: WriteList("index", [e.Collection, e.Key]); break;
            case SplatExpression e: WriteList(e.IsFull ? "[*]" : ".*", [e.Source, e.Each]); break;
            case SplatItemExpression: _text.Append("(item)"); break;
            case TupleExpression e: WriteList("tuple", e.Elements); break;
            case ObjectExpression e: WriteList("object", e.Children); break;
            case ObjectKeyExpression e: WriteKey(e); break;
            case ForExpression e: WriteFor(e); break;
            case ParenthesesExpression e: WriteList("paren", [e.Inner]); break;
            case JsonExpression e: WriteList("json", [e.Native]); break;
            default: _text.Append("(invalid)"); break;
        }
        WriteSpan(expression.Span.Start, expression.Span.End);
    }

    private void WriteList(string name, IEnumerable<Expression> children, string? suffix = null)
    {
        _text.Append('(').Append(name);
        foreach (var child in children)
        {
            _text.Append(' ');
            WriteExpression(child);
        }
        if (suffix is not null) _text.Append(' ').Append(suffix);
        _text.Append(')');
    }

    private void WriteKey(ObjectKeyExpression key)
    {
        if (key.ForceNonLiteral) WriteList("key", [key.Wrapped]);
        else WriteExpression(key.Wrapped);
    }

    private void WriteFor(ForExpression e)
    {
        _text.Append("(for ");
        if (e.KeyVariable is not null) _text.Append(e.KeyVariable).Append(", ");
        _text.Append(e.ValueVariable).Append(" in ");
        WriteExpression(e.Collection);
        _text.Append(" : ");
        if (e.KeyResult is not null)
        {
            WriteExpression(e.KeyResult);
            _text.Append(" => ");
        }
        WriteExpression(e.ValueResult);
        if (e.Group) _text.Append(" ...");
        if (e.Condition is not null)
        {
            _text.Append(" if ");
            WriteExpression(e.Condition);
        }
        _text.Append(')');
    }

    private void WriteLiteral(Value value)
    {
        if (value is StringValue s) WriteString(s.Text);
        else _text.Append(value switch
        {
            NumberValue n => n.Number.ToString(),
            BoolValue b => b.IsTrue ? "true" : "false",
            _ => "null",
        });
    }

    private void WriteString(string text) =>
        _text.Append('"').Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');

    private void WriteSpan(int start, int end)
    {
        if (_withSpans) _text.Append('@').Append(start).Append('-').Append(end);
    }
}
