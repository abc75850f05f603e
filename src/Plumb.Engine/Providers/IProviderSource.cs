using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Provider;

namespace Plumb.Engine.Providers;

/// <summary>Where the engine gets providers from: embedded ones, or processes started by whoever installed them.</summary>
public interface IProviderSource
{
    /// <summary>An instance of its own, not configured yet; null where the provider cannot be had, which the diagnostics say.</summary>
    ValueTask<IProvider?> OpenAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation);
}
