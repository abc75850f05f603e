using Plumb.Core.Diagnostics;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Graph;

/// <summary>Finds the traversals in a body without its schema: every attribute at any depth, those of dynamic blocks without their iterators.</summary>
internal static class ReferenceCollector
{
    public static IEnumerable<Traversal> InBody(Body body)
    {
        if (body is not NativeBody native)
        {
            foreach (var attribute in body.GetAttributes(new DiagnosticBag()).Values)
                foreach (var traversal in StaticExpressions.References(attribute.Expression))
                    yield return traversal;
            yield break;
        }
        foreach (var attribute in native.Attributes)
            foreach (var traversal in StaticExpressions.References(attribute.Expression))
                yield return traversal;
        foreach (var block in native.Blocks)
        {
            var iterator = block.Type == "dynamic" && block.Labels.Count == 1 ? IteratorName(block) : null;
            foreach (var traversal in InBody(block.Body))
                if (iterator is null || traversal.RootName != iterator) yield return traversal;
        }
    }

    private static string IteratorName(NativeBlock dynamic)
    {
        var named = dynamic.Body.Attributes.FirstOrDefault(a => a.Name == "iterator");
        return (named is null ? null : StaticExpressions.AsKeyword(named.Expression)) ?? dynamic.Labels[0].Text;
    }
}
