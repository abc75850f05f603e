namespace Plumb.Jinja.Rendering;

/// <summary>What a slot of a local variable holds while it holds no value.</summary>
internal sealed class Marker
{
    /// <summary>Nothing was assigned yet.</summary>
    public static readonly Marker Missing = new();

    /// <summary>The context was not asked yet.</summary>
    public static readonly Marker Unresolved = new();

    private Marker() { }
}
