using Plumb.Engine.Configuration.Versions;

namespace Plumb.Engine;

/// <summary>The version of the configuration language that this engine implements: what <c>required_version</c> is held against.</summary>
public static class LanguageVersion
{
    public const string Text = "1.11.4";

    public static SemanticVersion Current { get; } = new(1, 11, 4);

    /// <summary>The version of OpenTofu whose additions to the language are implemented.</summary>
    public static SemanticVersion OpenTofu { get; } = new(1, 12, 0);

    /// <summary>The last minor version of OpenTofu that does not know <c>compatible_with</c> blocks.</summary>
    internal static SemanticVersion BeforeCompatibility { get; } = new(1, 11, 0);
}
