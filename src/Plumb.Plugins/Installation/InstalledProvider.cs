using Plumb.Core.Addresses;

namespace Plumb.Plugins.Installation;

/// <summary>A provider's package as it is on this machine, ready to be started.</summary>
/// <param name="Address">Whose it is.</param>
/// <param name="Version">Empty where nobody says: a development directory.</param>
/// <param name="PackageDirectory">Absolute.</param>
/// <param name="Executable">The program within the package, absolute.</param>
public sealed record InstalledProvider(ProviderAddress Address, string Version, string PackageDirectory, string Executable);
