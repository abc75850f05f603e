namespace Plumb.Engine.Configuration.Versions;

public enum VersionOperator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,

    /// <summary><c>~&gt;</c>: only the last number written may grow.</summary>
    Pessimistic,
}

/// <summary>One condition on a version. <paramref name="Written"/> is how many of the boundary's numbers were written.</summary>
public sealed record VersionConstraint(VersionOperator Operator, SemanticVersion Boundary, int Written)
{
    public bool Admits(SemanticVersion version)
    {
        var order = version.CompareTo(Boundary);
        return Operator switch
        {
            VersionOperator.Equal => order == 0,
            VersionOperator.NotEqual => order != 0,
            VersionOperator.Greater => MayCompare(version) && order > 0,
            VersionOperator.GreaterOrEqual => MayCompare(version) && order >= 0,
            VersionOperator.Less => MayCompare(version) && order < 0,
            VersionOperator.LessOrEqual => MayCompare(version) && order <= 0,
            _ => MayCompare(version) && order >= 0 && !(Boundary.IsPrerelease && !version.IsPrerelease) && IsWithinPessimisticBound(version),
        };
    }

    /// <summary>
    /// In the canonical form: always three numbers, but two for <c>~&gt;</c> where no patch was written, and no symbol for equality.
    /// </summary>
    public override string ToString() => Operator switch
    {
        VersionOperator.Equal => Boundary.ToString(),
        VersionOperator.Pessimistic when Written < 3 => "~> " + WithoutPatch(Boundary),
        _ => Symbol(Operator) + " " + Boundary,
    };

    internal static string Symbol(VersionOperator op) => op switch
    {
        VersionOperator.Equal => "=",
        VersionOperator.NotEqual => "!=",
        VersionOperator.Greater => ">",
        VersionOperator.GreaterOrEqual => ">=",
        VersionOperator.Less => "<",
        VersionOperator.LessOrEqual => "<=",
        _ => "~>",
    };

    /// <summary>A prerelease is compared only with a boundary that is a prerelease of the same release: nobody gets one unasked.</summary>
    private bool MayCompare(SemanticVersion version) =>
        !version.IsPrerelease
        || (Boundary.IsPrerelease && version.Major == Boundary.Major && version.Minor == Boundary.Minor && version.Patch == Boundary.Patch);

    private bool IsWithinPessimisticBound(SemanticVersion version) => Written switch
    {
        1 => true,
        2 => version.Major == Boundary.Major,
        _ => version.Major == Boundary.Major && version.Minor == Boundary.Minor,
    };

    private static string WithoutPatch(SemanticVersion version)
    {
        var full = version.ToString();
        var second = full.IndexOf('.', full.IndexOf('.', StringComparison.Ordinal) + 1);
        var end = second + 1;
        while (end < full.Length && char.IsAsciiDigit(full[end])) end++;
        return string.Concat(full.AsSpan(0, second), full.AsSpan(end));
    }
}
