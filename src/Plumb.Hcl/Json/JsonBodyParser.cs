using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Json;

/// <summary>Parses HCL's JSON syntax with spans; depth is bounded.</summary>
public static class JsonBodyParser
{
    public static Body ParseFile(SourceFile file, DiagnosticBag diagnostics) => throw new NotImplementedException();

    public static Expression ParseExpression(SourceFile file, DiagnosticBag diagnostics) => throw new NotImplementedException();
}
