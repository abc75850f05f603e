using Plumb.Core.Addresses;

namespace Plumb.Engine.State.Format;

/// <summary>Dependencies as a state writes them: addresses of blocks, without instance keys.</summary>
internal static class DependencyNames
{
    /// <summary>Null for what is no resource, as very old states have.</summary>
    public static ResourceConfigAddress? Parse(string text)
    {
        if (!AddressParser.TryParseInstance(text, out var address, out _)) return null;
        return address.Resource.Config;
    }
}
