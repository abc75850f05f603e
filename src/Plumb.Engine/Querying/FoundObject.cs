using Plumb.Core.Addresses;
using Plumb.Core.Values;

namespace Plumb.Engine.Querying;

/// <summary>An object that a list found.</summary>
/// <param name="DisplayName">What people know it by.</param>
/// <param name="Identity">What tells it apart.</param>
/// <param name="IdentityVersion">The version of the schema that the identity has.</param>
/// <param name="Resource">The whole object; null where it was not asked for or not told.</param>
public sealed record FoundObject(string DisplayName, Value Identity, long IdentityVersion, Value? Resource)
{
    /// <summary>Where configuration that was written for it would put it; null where none was.</summary>
    public ResourceName? Name { get; init; }

    /// <summary>The <c>resource</c> block written for it.</summary>
    public string? Config { get; init; }

    /// <summary>The <c>import</c> block written for it.</summary>
    public string? ImportConfig { get; init; }
}
