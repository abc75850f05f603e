using Plumb.Engine.Configuration.Versions;

namespace Plumb.Plugins.Installation;

/// <summary>
/// Which versions of a provider constraints admit. Other than with modules, a prerelease is admitted where one condition names
/// exactly it, and is then held against all others by its order alone.
/// </summary>
public static class ProviderVersions
{
    public static bool Admit(VersionConstraints constraints, SemanticVersion version)
    {
        if (version.IsPrerelease && !constraints.Terms.Any(t => t.Operator == VersionOperator.Equal && t.Boundary.IsSameRelease(version))) return false;
        return constraints.Terms.All(t => Admits(t, version));
    }

    public static SemanticVersion? Newest(VersionConstraints constraints, IEnumerable<SemanticVersion> versions) => versions.Where(v => Admit(constraints, v)).Max();

    private static bool Admits(VersionConstraint term, SemanticVersion version)
    {
        var order = version.CompareTo(term.Boundary);
        return term.Operator switch
        {
            VersionOperator.Equal => order == 0,
            VersionOperator.NotEqual => order != 0,
            VersionOperator.Greater => order > 0,
            VersionOperator.GreaterOrEqual => order >= 0,
            VersionOperator.Less => order < 0,
            VersionOperator.LessOrEqual => order <= 0,
            _ => order >= 0 && (term.Written == 1 || version.Major == term.Boundary.Major) && (term.Written < 3 || version.Minor == term.Boundary.Minor),
        };
    }
}
