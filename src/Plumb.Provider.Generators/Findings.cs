using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Plumb.Provider.Generators;

/// <summary>A diagnostic without references into a compilation, so that results can be compared and kept between runs.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, string Path, TextSpan Span, LinePositionSpan Lines, string Arguments)
{
    private const char Separator = '\u001F';

    public static Finding At(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments)
    {
        var location = symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None;
        return new Finding(rule, location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span, string.Join(Separator.ToString(), arguments));
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Path.Length == 0 ? Location.None : Location.Create(Path, Span, Lines), Arguments.Split(Separator));
}

/// <summary>What comes of one class: a file, unless something is wrong, and what is. Equal by content.</summary>
internal sealed class GeneratedPart(string name, string? source, ImmutableArray<Finding> findings) : IEquatable<GeneratedPart>
{
    public string Name { get; } = name;

    public string? Source { get; } = source;

    public ImmutableArray<Finding> Findings { get; } = findings;

    public bool Equals(GeneratedPart? other) =>
        other is not null && Name == other.Name && Source == other.Source && Findings.SequenceEqual(other.Findings);

    public override bool Equals(object? obj) => Equals(obj as GeneratedPart);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name) ^ (Source is null ? 0 : StringComparer.Ordinal.GetHashCode(Source));

    public void AddTo(SourceProductionContext context)
    {
        foreach (var finding in Findings) context.ReportDiagnostic(finding.ToDiagnostic());
        if (Source is not null) context.AddSource(Name, SourceText.From(Source, System.Text.Encoding.UTF8));
    }
}
