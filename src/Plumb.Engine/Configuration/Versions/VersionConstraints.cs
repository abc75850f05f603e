namespace Plumb.Engine.Configuration.Versions;

/// <summary>A comma-joined list of version constraints with the operators <c>= != &gt; &gt;= &lt; &lt;= ~&gt;</c>. A prerelease is met only by an exact match.</summary>
public sealed class VersionConstraints
{
    internal VersionConstraints(string text) => Text = text;

    public string Text { get; }

    public static bool TryParse(string text, out VersionConstraints? constraints, out string? error) => throw new NotImplementedException();

    public bool Admits(SemanticVersion version) => throw new NotImplementedException();

    public override string ToString() => Text;
}

/// <summary>A semantic version; missing parts are zero.</summary>
public sealed record SemanticVersion(long Major, long Minor, long Patch, string Prerelease = "", string Build = "") : IComparable<SemanticVersion>
{
    public static bool TryParse(string text, out SemanticVersion? version) => throw new NotImplementedException();

    public int CompareTo(SemanticVersion? other) => throw new NotImplementedException();
}
