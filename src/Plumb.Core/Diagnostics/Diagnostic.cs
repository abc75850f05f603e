using Plumb.Core.Text;
using Plumb.Core.Values;

namespace Plumb.Core.Diagnostics;

/// <summary>
/// What is wrong, where, why, and what to do about it. <see cref="Subject"/> is the exact place, <see cref="Context"/>
/// what a snippet should show around it; the detail says what and why in full sentences, <see cref="Help"/> what to do.
/// </summary>
public sealed record Diagnostic(DiagnosticRule Rule, SourceSpan? Subject, string Detail)
{
    /// <summary>Text that somebody else chose in place of the rule's summary, such as a provider's.</summary>
    public string? ForeignSummary { get; init; }

    public string Summary => ForeignSummary ?? Rule.Summary;

    public Severity Severity => Rule.Severity;

    public SourceSpan? Context { get; init; }

    /// <summary>The resource instance or other object concerned, as written in an address.</summary>
    public string? Address { get; init; }

    /// <summary>An attribute of the object concerned, to be found in its configuration.</summary>
    public ValuePath? AttributePath { get; init; }

    public IReadOnlyList<DiagnosticNote> Notes { get; init; } = [];

    /// <summary>The references of the failed expression with the values they had, masked where sensitive.</summary>
    public IReadOnlyList<DiagnosticValue> Values { get; init; } = [];

    public string? Help { get; init; }

    public IReadOnlyList<TextEdit> Fixes { get; init; } = [];

    /// <summary>Set where a function call failed: its name, for machine output.</summary>
    public string? FunctionName { get; init; }

    public override string ToString() => $"{Rule.Code} {Severity}: {(Subject is { } s ? s + ": " : "")}{Summary}; {Detail}";
}

public sealed record DiagnosticNote(string Text, SourceSpan? Span);

/// <summary>A reference as written and its value; the renderer prints the value, which masks itself.</summary>
public sealed record DiagnosticValue(string Traversal, Value Value);

public sealed record TextEdit(SourceSpan Span, string Replacement);
