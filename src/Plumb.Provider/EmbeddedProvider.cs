using Plumb.Core.Addresses;

namespace Plumb.Provider;

/// <summary>A provider inside the program and the official version that it stands for; a constraint that excludes that version asks for the official one.</summary>
public sealed record EmbeddedProvider(ProviderAddress Address, string StandsForVersion, Func<IProvider> Create);
