using Plumb.Provider.Models;

namespace Example.Notes;

/// <summary>A note that exists.</summary>
[DataSource("notes_note")]
internal sealed partial class FoundNote
{
    [Required]
    public string Id { get; set; }

    [Computed]
    public string Title { get; set; }

    [Computed]
    public string Body { get; set; }
}

internal sealed class NoteData : DataSource<FoundNote>
{
    protected override async ValueTask<FoundNote?> ReadAsync(FoundNote config, DataContext context, CancellationToken cancellation)
    {
        if (await context.Client<NoteFolder>().FindAsync(config.Id, cancellation) is { } note)
            return new FoundNote { Id = config.Id, Title = note.Title, Body = note.Body };
        context.Error("Note not found", $"There is no note {config.Id}.", FoundNote.Paths.Id);
        return null;
    }
}
