using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning;

/// <summary>Finds where a body writes what a path leads to: the expression of the argument, or where it is missing.</summary>
internal static class AttributePlace
{
    public static SourceSpan Of(Body body, ValuePath? path)
    {
        var steps = path?.Steps ?? [];
        for (var at = 0; at < steps.Count; at++)
        {
            if (steps[at] is not AttributeStep { Name: var name }) break;
            var argument = body.GetPartialContent(new BodySchema([new AttributeSchema(name)], []), out _, new DiagnosticBag())[name];
            if (argument is not null) return argument.Expression.Span;
            var blocks = body.GetPartialContent(new BodySchema([], [new BlockHeaderSchema(name)]), out _, new DiagnosticBag()).Blocks;
            var index = at + 1 < steps.Count && steps[at + 1] is IndexStep { Key: NumberValue n } && n.Number.TryGetInt32(out var i) ? i : 0;
            if (index < 0 || index >= blocks.Count) break;
            body = blocks[index].Body;
            if (at + 1 < steps.Count && steps[at + 1] is IndexStep) at++;
        }
        return body.MissingItemSpan;
    }
}
