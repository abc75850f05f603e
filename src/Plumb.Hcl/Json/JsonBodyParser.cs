using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Json;

/// <summary>Parses HCL's JSON syntax with spans; depth is bounded.</summary>
public static class JsonBodyParser
{
    public static Body ParseFile(SourceFile file, DiagnosticBag diagnostics)
    {
        var root = new JsonParser(file, diagnostics).ParseDocument();
        if (root is JsonObject or JsonArray) return new JsonBody(root);

        if (root is not JsonInvalid) diagnostics.Add(HclRules.JsonRootNotObject, root.StartSpan, "A configuration in JSON is an object, or an array of objects.");
        var start = file.Span(0, 0);
        return new JsonBody(new JsonObject([], start, start));
    }

    public static Expression ParseExpression(SourceFile file, DiagnosticBag diagnostics) =>
        new JsonExpression(new JsonParser(file, diagnostics).ParseDocument());
}
