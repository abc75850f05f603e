using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Cli.Rendering;

/// <summary>Tells in which block of a file a place is. Looks at each file once, because many diagnostics may be about one.</summary>
internal sealed class EnclosingBlocks
{
    private readonly Dictionary<SourceFile, NativeBody?> _bodies = new(ReferenceEqualityComparer.Instance);

    /// <summary>The header of the outermost block that the place is inside of; in JSON the path to the innermost object or array around it.</summary>
    public string? HeaderAround(SourceSpan subject)
    {
        if (subject.Start > 0 && subject.File.Name.EndsWith(".json", StringComparison.Ordinal)) return JsonPlace.Around(subject.File.Text, subject.Start - 1);
        if (subject.Start == 0 || BodyOf(subject.File) is not { } body) return null;
        var at = subject.Start - 1;
        var block = body.Blocks.FirstOrDefault(b => b.TypeSpan.Start <= at && at < b.CloseBrace.End);
        return block is null ? null : block.Type + string.Concat(block.Labels.Select(l => $" \"{l.Text}\""));
    }

    private NativeBody? BodyOf(SourceFile file)
    {
        if (_bodies.TryGetValue(file, out var known)) return known;
        var body = HclParser.ParseFile(file, new DiagnosticBag()) as NativeBody;
        _bodies.Add(file, body);
        return body;
    }
}
