using Plumb.Provider.Models;

namespace Sample;

/// <summary>The provider block.</summary>
[Provider]
internal sealed partial class SampleSettings
{
    /// <summary>The folder that everything is kept in; the temporary folder of the system if it is not set.</summary>
    [Optional]
    public Tf<string> Folder { get; set; }
}

/// <summary>What resources work with. Elsewhere it would hold an HttpClient.</summary>
internal sealed record SampleClient(string Folder)
{
    public string PathOf(string name) => Path.Combine(Folder, Path.GetFileName(name));
}

internal sealed class SampleConfiguration : ProviderConfiguration<SampleSettings, SampleClient>
{
    protected override ValueTask<SampleClient?> ConfigureAsync(SampleSettings config, ConfigureContext context, CancellationToken cancellation)
    {
        var folder = config.Folder.Or(Path.GetTempPath());
        if (Directory.Exists(folder)) return new(new SampleClient(folder));
        context.Error("No such folder", $"The folder {folder} does not exist.", SampleSettings.Paths.Folder);
        return new((SampleClient?)null);
    }
}
