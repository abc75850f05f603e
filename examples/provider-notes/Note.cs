using Plumb.Provider.Models;

namespace Example.Notes;

/// <summary>A note.</summary>
[Resource("notes_note", Version = 1)]
internal sealed partial class Note
{
    [Computed, UseStateForUnknown, IdentityKey]
    public string Id { get; set; }

    /// <summary>A short title; another one makes another note.</summary>
    [Required, LengthBetween(1, 80), RequiresReplace]
    public string Title { get; set; }

    [Default("")]
    public string Body { get; set; }

    [Optional, SizeAtMost(5), LengthAtLeast(1, Each = true), UniqueValues]
    public List<string>? Tags { get; set; }

    /// <summary>How many words the body has.</summary>
    [Computed]
    public Tf<int> Words { get; set; }
}

/// <summary>What version 0 stored: the text was called "text".</summary>
[Model]
internal sealed partial class NoteV0
{
    [Computed]
    public string Id { get; set; }

    [Required]
    public string Title { get; set; }

    [Optional]
    public string? Text { get; set; }
}
