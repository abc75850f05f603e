namespace Plumb.Jinja.Syntax;

/// <summary>A statement as written; what is read is a closed list of records.</summary>
internal abstract record StatementSyntax(int Line);

/// <summary>Text and printed expressions in a row.</summary>
internal sealed record OutputSyntax(IReadOnlyList<ExpressionSyntax> Parts, int Line) : StatementSyntax(Line);

internal sealed record ForSyntax(
    ExpressionSyntax Target, ExpressionSyntax Items, ExpressionSyntax? Test, bool IsRecursive,
    IReadOnlyList<StatementSyntax> Body, IReadOnlyList<StatementSyntax> Else, int Line) : StatementSyntax(Line);

internal sealed record IfBranch(ExpressionSyntax Test, IReadOnlyList<StatementSyntax> Body);

internal sealed record IfSyntax(IReadOnlyList<IfBranch> Branches, IReadOnlyList<StatementSyntax> Else, int Line) : StatementSyntax(Line);

internal sealed record SetSyntax(ExpressionSyntax Target, ExpressionSyntax Value, int Line) : StatementSyntax(Line);

internal sealed record SetBlockSyntax(ExpressionSyntax Target, FilterSyntax? Filter, IReadOnlyList<StatementSyntax> Body, int Line) : StatementSyntax(Line);

/// <summary>The parameters of a macro or call block; those with a default come last.</summary>
internal sealed record ParametersSyntax(IReadOnlyList<string> Names, IReadOnlyList<ExpressionSyntax> Defaults)
{
    public static readonly ParametersSyntax None = new([], []);
}

internal sealed record MacroSyntax(string Name, ParametersSyntax Parameters, IReadOnlyList<StatementSyntax> Body, int Line) : StatementSyntax(Line);

internal sealed record CallBlockSyntax(CallSyntax Call, ParametersSyntax Parameters, IReadOnlyList<StatementSyntax> Body, int Line) : StatementSyntax(Line);

internal sealed record FilterBlockSyntax(FilterSyntax Filter, IReadOnlyList<StatementSyntax> Body, int Line) : StatementSyntax(Line);

internal sealed record WithSyntax(IReadOnlyList<KeyValuePair<ExpressionSyntax, ExpressionSyntax>> Variables, IReadOnlyList<StatementSyntax> Body, int Line) : StatementSyntax(Line);

internal sealed record AutoescapeSyntax(ExpressionSyntax IsOn, IReadOnlyList<StatementSyntax> Body, int Line) : StatementSyntax(Line);

internal sealed record BlockSyntax(string Name, bool IsScoped, bool IsRequired, IReadOnlyList<StatementSyntax> Body, int Line) : StatementSyntax(Line);

internal sealed record ExtendsSyntax(ExpressionSyntax Template, int Line) : StatementSyntax(Line);

internal sealed record IncludeSyntax(ExpressionSyntax Template, bool IgnoresMissing, bool WithContext, int Line) : StatementSyntax(Line);

internal sealed record ImportSyntax(ExpressionSyntax Template, string Name, bool WithContext, int Line) : StatementSyntax(Line);

internal readonly record struct ImportedName(string Name, string Alias);

internal sealed record FromImportSyntax(ExpressionSyntax Template, IReadOnlyList<ImportedName> Names, bool WithContext, int Line) : StatementSyntax(Line);

internal sealed record DoSyntax(ExpressionSyntax Expression, int Line) : StatementSyntax(Line);

internal sealed record BreakSyntax(int Line) : StatementSyntax(Line);

internal sealed record ContinueSyntax(int Line) : StatementSyntax(Line);

internal sealed record DebugSyntax(int Line) : StatementSyntax(Line);
