using System.Diagnostics.CodeAnalysis;

namespace Plumb.Engine.Configuration.Versions;

/// <summary>
/// Conditions on a version, all of which must hold: comma-separated, with the operators <c>= != &gt; &gt;= &lt; &lt;= ~&gt;</c>.
/// A prerelease is met only by a condition that names a prerelease of the same release.
/// </summary>
public sealed class VersionConstraints
{
    private const int MaxTerms = 200;

    private VersionConstraints(string text, IReadOnlyList<VersionConstraint> terms)
    {
        Text = text;
        Terms = terms;
    }

    /// <summary>Met by every version that is no prerelease.</summary>
    public static VersionConstraints Any { get; } = new("", []);

    /// <summary>As written.</summary>
    public string Text { get; }

    public IReadOnlyList<VersionConstraint> Terms { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out VersionConstraints? constraints, [NotNullWhen(false)] out string? error)
    {
        constraints = null;
        var parts = text.Split(',');
        if (parts.Length > MaxTerms)
        {
            error = "there are too many conditions";
            return false;
        }
        var terms = new VersionConstraint[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (ReadTerm(parts[i].Trim()) is not { } term)
            {
                error = $"\"{parts[i].Trim()}\" is no condition on a version";
                return false;
            }
            terms[i] = term;
        }
        (constraints, error) = (new VersionConstraints(text, terms), null);
        return true;
    }

    /// <summary>Everything that all of the given ask for.</summary>
    public static VersionConstraints Combine(IEnumerable<VersionConstraints> all)
    {
        var list = all.ToList();
        return new VersionConstraints(string.Join(", ", list.Select(c => c.Text).Where(t => t.Length > 0)), [.. list.SelectMany(c => c.Terms)]);
    }

    public bool Admits(SemanticVersion version)
    {
        if (Terms.Count == 0) return !version.IsPrerelease;
        foreach (var term in Terms)
            if (!term.Admits(version)) return false;
        return true;
    }

    /// <summary>
    /// The one text for equivalent constraints, as lock files hold it: without duplicates, ordered by boundary, lower
    /// bounds before upper ones.
    /// </summary>
    public string ToCanonicalString() =>
        string.Join(", ", Terms
            .DistinctBy(t => t.ToString(), StringComparer.Ordinal)
            .OrderBy(t => t.Boundary)
            .ThenBy(t => t.Boundary.Build, StringComparer.Ordinal)
            .ThenBy(Rank)
            .Select(t => t.ToString()));

    public override string ToString() => Text;

    private static int Rank(VersionConstraint term) => term.Operator switch
    {
        VersionOperator.Greater => 1,
        VersionOperator.GreaterOrEqual => 2,
        VersionOperator.Equal => 3,
        VersionOperator.Pessimistic when term.Written == 3 => 4,
        VersionOperator.Pessimistic => 5,
        VersionOperator.LessOrEqual => 6,
        VersionOperator.Less => 7,
        _ => 8,
    };

    private static VersionConstraint? ReadTerm(string term)
    {
        var (op, length) = term switch
        {
            ['!', '=', ..] => (VersionOperator.NotEqual, 2),
            ['>', '=', ..] => (VersionOperator.GreaterOrEqual, 2),
            ['<', '=', ..] => (VersionOperator.LessOrEqual, 2),
            ['~', '>', ..] => (VersionOperator.Pessimistic, 2),
            ['=', ..] => (VersionOperator.Equal, 1),
            ['>', ..] => (VersionOperator.Greater, 1),
            ['<', ..] => (VersionOperator.Less, 1),
            _ => (VersionOperator.Equal, 0),
        };
        return VersionText.Read(term[length..].TrimStart()) is { } boundary
            ? new VersionConstraint(op, boundary.ToVersion(), boundary.Written)
            : null;
    }
}
