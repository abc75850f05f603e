using Plumb.Operations.Data;

namespace Plumb.Operations.Packages.Apt;

/// <summary>A package as a task names it: <c>name</c>, <c>name=version</c> with wildcards, or <c>name&gt;=version</c>.</summary>
internal sealed record AptPackageSpec(string Text, string Name, VersionRelation Relation, string? Version)
{
    public bool HasWildcard => Name.AsSpan().IndexOfAny("*?[]!") >= 0;

    public static AptPackageSpec Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return new AptPackageSpec(text, text, VersionRelation.Any, null);
        var isMinimum = equals > 0 && text[equals - 1] == '>';
        return new AptPackageSpec(text, text[..(isMinimum ? equals - 1 : equals)], isMinimum ? VersionRelation.AtLeast : VersionRelation.Exact, text[(equals + 1)..]);
    }

    public bool Accepts(string version) => Relation switch
    {
        VersionRelation.Exact => ShellPattern.Matches(Version, version),
        VersionRelation.AtLeast => DebianVersion.Compare(version, Version ?? "") >= 0,
        _ => true,
    };
}

internal enum VersionRelation { Any, Exact, AtLeast }
