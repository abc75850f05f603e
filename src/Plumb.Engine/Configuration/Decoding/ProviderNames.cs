using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>What providers' local names stand for in one module.</summary>
internal sealed class ProviderNames(IReadOnlyDictionary<string, ProviderRequirement> required)
{
    internal static ProviderNames None { get; } = new(new Dictionary<string, ProviderRequirement>());

    internal ProviderAddress Resolve(string localName) =>
        required.TryGetValue(localName, out var requirement) ? requirement.Address : Implied(localName);

    internal static ProviderAddress Implied(string localName) =>
        localName == "terraform" ? ProviderAddress.BuiltinTerraform : ProviderAddress.Official(localName);

    /// <summary>The local name that a resource type implies: what is before the first underscore.</summary>
    internal static string ImpliedBy(string resourceType) =>
        resourceType.IndexOf('_', StringComparison.Ordinal) is > 0 and var at ? resourceType[..at] : resourceType;
}
