using Plumb.Provider.Models;
using Plumb.Provider.Requests;

namespace Example.Notes;

/// <summary>The provider block.</summary>
[Provider]
internal sealed partial class NotesSettings
{
    /// <summary>The folder that has the notes; it must exist.</summary>
    [Required]
    public Tf<string> Folder { get; set; }
}

internal sealed class NotesConfiguration : ProviderConfiguration<NotesSettings, NoteFolder>
{
    protected override ValueTask<NoteFolder?> ConfigureAsync(NotesSettings config, ConfigureContext context, CancellationToken cancellation)
    {
        if (config.Folder.IsUnknown && context.Defer(DeferralReason.ProviderConfigUnknown)) return new((NoteFolder?)null);
        if (config.Folder.TryGet(out var folder) && Directory.Exists(folder)) return new(new NoteFolder(folder));
        context.Error("No such folder", "The folder of the notes is not known yet or does not exist.", NotesSettings.Paths.Folder);
        return new((NoteFolder?)null);
    }
}
