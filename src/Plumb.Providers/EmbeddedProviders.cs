using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Functions.TerraformProvider;
using Plumb.Engine.Providers;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Providers.Builtin;
using Plumb.Providers.Local;
using Plumb.Providers.Null;
using Plumb.Providers.Random;

namespace Plumb.Providers;

/// <summary>All providers inside the program.</summary>
public static class EmbeddedProviders
{
    public static IReadOnlyList<EmbeddedProvider> All { get; } =
    [
        new(ProviderAddress.BuiltinTerraform, "", () => new ComposedProvider
        {
            Resources = [new TerraformDataResource()],
            DataSources = [new TerraformRemoteStateData()],
            Functions = [.. TerraformProviderFunctions.All()],
        }),
        new(ProviderAddress.Official("local"), "2.5.3", () => new ComposedProvider
        {
            Resources = [new LocalFile(), new LocalSensitiveFile()],
            DataSources = [new LocalFileData(isSensitive: false), new LocalFileData(isSensitive: true)],
        }),
        new(ProviderAddress.Official("null"), "3.2.4", () => new ComposedProvider { Resources = [new NullResource()], DataSources = [new NullDataSource()] }),
        new(ProviderAddress.Official("random"), "3.7.2", () => new ComposedProvider
        {
            Resources = [new RandomBytes(), new RandomIdentifier(), new RandomInteger(), new RandomPassword(), new RandomPet(), new RandomShuffle(), new RandomString(), new RandomUuid()],
            EphemeralResources = [new EphemeralPassword()],
        }),
    ];
}

/// <summary>Opens embedded providers; any other is reported as not to be had.</summary>
public sealed class EmbeddedProviderSource(IReadOnlyList<EmbeddedProvider> providers) : IProviderSource
{
    private static readonly DiagnosticRule NotAvailable = new("PRV010", Severity.Error, "Required plugins are not installed");

    public ValueTask<IProvider?> OpenAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        foreach (var embedded in providers)
            if (embedded.Address == address) return new(embedded.Create());
        diagnostics.Add(new Diagnostic(NotAvailable, null, $"The provider {address.ForDisplay} is not one of those built in, and provider plugins are not supported yet.")
        {
            Help = $"Built in are: {string.Join(", ", providers.Select(p => p.Address.ForDisplay))}.",
        });
        return new((IProvider?)null);
    }
}
