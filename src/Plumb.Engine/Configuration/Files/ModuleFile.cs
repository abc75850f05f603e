using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Json;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Files;

/// <summary>One configuration file, parsed. An override file changes what the others declare.</summary>
public sealed record ModuleFile(SourceFile Source, Body Body, bool IsOverride)
{
    /// <summary>It asks for objects that exist, and is read only where that is what is wanted.</summary>
    public bool IsQuery => ModuleFileName.IsQuery(Source.Name);

    public static ModuleFile Parse(SourceFile source, bool isOverride, DiagnosticBag diagnostics)
    {
        Body body = source.Name.EndsWith(".json", StringComparison.Ordinal)
            ? JsonBodyParser.ParseFile(source, diagnostics)
            : HclParser.ParseFile(source, diagnostics);
        return new ModuleFile(source, body, isOverride);
    }
}
