using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Graph;

/// <summary>Finds the traversals in a body without its schema: every attribute at any depth, those of dynamic blocks without their iterators.</summary>
internal static class ReferenceCollector
{
    public static IEnumerable<Traversal> InBody(Body body) => BodyReferences.In(body);
}
