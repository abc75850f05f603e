namespace Plumb.Plugins.Signatures;

/// <summary>A key as a registry names it for a provider.</summary>
/// <param name="Armor">The key.</param>
/// <param name="Trust">The armored signature with which HashiCorp vouches for the key as a partner's; empty where it does not.</param>
public sealed record PublishedKey(string Armor, string Trust);
