using Plumb.Engine.Configuration.Versions;

namespace Plumb.Engine;

/// <summary>The version of the configuration language that this engine implements: what <c>required_version</c> is held against.</summary>
public static class LanguageVersion
{
    public const string Text = "1.11.4";

    public static SemanticVersion Current { get; } = new(1, 11, 4);
}
