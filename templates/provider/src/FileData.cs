using Plumb.Provider.Models;

namespace Sample;

/// <summary>A file that exists.</summary>
[DataSource("sample_file")]
internal sealed partial class ExistingFile
{
    [Required]
    public string Name { get; set; }

    [Computed]
    public string Content { get; set; }
}

internal sealed class FileData : DataSource<ExistingFile>
{
    protected override async ValueTask<ExistingFile?> ReadAsync(ExistingFile config, DataContext context, CancellationToken cancellation)
    {
        config.Content = await File.ReadAllTextAsync(context.Client<SampleClient>().PathOf(config.Name), cancellation);
        return config;
    }
}
