using Plumb.Core.Addresses;
using Plumb.Engine.Functions.TerraformProvider;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Providers.Archive;
using Plumb.Providers.Builtin;
using Plumb.Providers.Cloudinit;
using Plumb.Providers.External;
using Plumb.Providers.Http;
using Plumb.Providers.Local;
using Plumb.Providers.Null;
using Plumb.Providers.Random;
using Plumb.Providers.Time;
using Plumb.Providers.Tls;

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
        new(ProviderAddress.Official("archive"), "2.8.0", () => new ComposedProvider { Resources = [new ArchiveFileResource()], DataSources = [new ArchiveFileData()] }),
        new(ProviderAddress.Official("cloudinit"), "2.4.0", () => new ComposedProvider { Resources = [new CloudinitConfigResource()], DataSources = [new CloudinitConfigData()] }),
        new(ProviderAddress.Official("external"), "2.4.0", () => new ComposedProvider { DataSources = [new ExternalData(Environment.GetEnvironmentVariable)] }),
        new(ProviderAddress.Official("http"), "3.6.0", () => new ComposedProvider { DataSources = [new HttpData(TimeProvider.System)] }),
        new(ProviderAddress.Official("local"), "2.9.0", () => new ComposedProvider
        {
            Resources = [new LocalFile(), new LocalSensitiveFile()],
            DataSources = [new LocalFileData(isSensitive: false), new LocalFileData(isSensitive: true), new LocalCommandData(Environment.GetEnvironmentVariable)],
            EphemeralResources = [new EphemeralCommand(Environment.GetEnvironmentVariable)],
            Functions = [DirectoryExistsFunction.Create()],
        }),
        new(ProviderAddress.Official("null"), "3.3.1", () => new ComposedProvider { Resources = [new NullResource()], DataSources = [new NullDataSource()] }),
        new(ProviderAddress.Official("random"), "3.9.0", () => new ComposedProvider
        {
            Resources =
            [
                new RandomBytes(), new RandomIdentifier(), new RandomInteger(), new RandomPassword(), new RandomPet(), new RandomShuffle(), new RandomString(), new RandomUuid(),
                new VersionedUuid(4, TimeProvider.System), new VersionedUuid(7, TimeProvider.System),
            ],
            EphemeralResources = [new EphemeralBytes(), new EphemeralPassword()],
        }),
        new(ProviderAddress.Official("time"), "0.14.0", () => new ComposedProvider
        {
            Resources = [new TimeOffset(TimeProvider.System), new TimeRotating(TimeProvider.System), new TimeSleep(TimeProvider.System), new TimeStatic(TimeProvider.System)],
            Functions = TimeParsingFunctions.All(),
        }),
        new(ProviderAddress.Official("tls"), "4.2.1", () => new ComposedProvider
        {
            Configuration = new TlsConfiguration(),
            Resources = [new TlsCertRequest(), new TlsLocallySignedCert(TimeProvider.System), new TlsPrivateKey(), new TlsSelfSignedCert(TimeProvider.System)],
            DataSources = [new TlsCertificateData(), new TlsPublicKeyData()],
            EphemeralResources = [new EphemeralPrivateKey(), new EphemeralPublicKey()],
        }),
    ];
}
