namespace Plumb.Jinja.Rendering;

/// <summary>
/// The local variables of one run of a template, block, macro or recursive loop, and where it writes. Slots are given
/// out when the template is compiled; inner functions reach outer variables over <see cref="Parent"/>.
/// </summary>
internal sealed class Frame
{
    public Frame(int slots, Frame? parent, TemplateContext context, Output output)
    {
        Slots = new object?[slots];
        Array.Fill(Slots, Marker.Unresolved);
        (Parent, Context, Output) = (parent, context, output);
        Outermost = parent?.Outermost ?? this;
    }

    public object?[] Slots { get; }

    public Frame? Parent { get; }

    /// <summary>The frame of the template or block.</summary>
    public Frame Outermost { get; }

    public TemplateContext Context { get; }

    public RenderRun Run => Context.Run;

    public Output Output { get; set; }

    /// <summary>The template that this one extends, once its tag was reached. Kept in the outermost frame.</summary>
    public JinjaTemplate? Extended { get; set; }

    public Frame Up(int depth)
    {
        var frame = this;
        for (; depth > 0; depth--) frame = frame.Parent ?? frame;
        return frame;
    }
}
