using Plumb.Provider.Models;

namespace Example.Notes;

/// <summary>A text that is there during a run and kept nowhere.</summary>
[EphemeralResource("notes_draft")]
internal sealed partial class Draft
{
    [Required]
    public string Topic { get; set; }

    [Computed, Sensitive]
    public string Text { get; set; }
}

internal sealed class DraftResource : EphemeralResource<Draft>
{
    protected override ValueTask<Draft?> OpenAsync(Draft config, EphemeralContext context, CancellationToken cancellation)
    {
        config.Text = $"About {config.Topic}: …";
        return new(config);
    }
}
