using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl;

/// <summary>Decodes a body as a decoding spec (<c>.hcldec</c>) of HCL's specification suite says.</summary>
internal static class SpecDecoder
{
    public static Value Decode(SourceFile spec, Body body, DiagnosticBag diagnostics) => throw new NotImplementedException();
}
