using System.Collections;
using Plumb.Core.Text;

namespace Plumb.Core.Diagnostics;

/// <summary>Collects diagnostics on the way. Safe to add to from several threads.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private readonly Lock _gate = new();
    private readonly List<Diagnostic> _items = [];
    private volatile bool _hasErrors;

    public int Count => _items.Count;

    public bool HasErrors => _hasErrors;

    public void Add(Diagnostic diagnostic)
    {
        lock (_gate)
        {
            _items.Add(diagnostic);
            if (diagnostic.Severity == Severity.Error) _hasErrors = true;
        }
    }

    public void Add(DiagnosticRule rule, SourceSpan? subject, string detail) => Add(new Diagnostic(rule, subject, detail));

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) Add(diagnostic);
    }

    public IReadOnlyList<Diagnostic> ToList()
    {
        lock (_gate) return [.. _items];
    }

    public IEnumerator<Diagnostic> GetEnumerator() => ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
