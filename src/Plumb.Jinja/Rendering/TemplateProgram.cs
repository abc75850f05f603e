using Plumb.Jinja.Evaluation;

namespace Plumb.Jinja.Rendering;

/// <summary>What a template is compiled to: its own function and that of each of its blocks.</summary>
internal sealed class TemplateProgram(FunctionBody root, int? selfSlot, IReadOnlyDictionary<string, BlockProgram> blocks)
{
    public static readonly TemplateProgram Empty =
        new(new FunctionBody { Slots = 0, Entry = new ScopeEntry([]), Body = Body.Empty }, null, new Dictionary<string, BlockProgram>());

    public IReadOnlyDictionary<string, BlockProgram> Blocks => blocks;

    /// <summary>Renders the template, or, where it extends another, what it adds to that.</summary>
    public void Run(TemplateContext context, Output output)
    {
        context.Run.Enter();
        var frame = new Frame(root.Slots, null, context, output);
        if (selfSlot is { } self) frame.Slots[self] = new TemplateReference(context);
        root.Run(frame);
        frame.Extended?.Program.Run(context, output);
        context.Run.Leave();
    }
}

/// <summary>A function of a template: the number of its slots, and its statements.</summary>
internal sealed class FunctionBody
{
    public required int Slots { get; init; }

    public required ScopeEntry Entry { get; init; }

    public required Body Body { get; init; }

    public void Run(Frame frame)
    {
        Entry.Enter(frame);
        Body.Run(frame);
    }
}

internal sealed class BlockProgram(string name, FunctionBody body, int? selfSlot, int? superSlot)
{
    public string Name => name;

    public void Run(TemplateContext context, Output output)
    {
        context.Run.Enter();
        var frame = new Frame(body.Slots, null, context, output);
        if (selfSlot is { } self) frame.Slots[self] = new TemplateReference(context);
        if (superSlot is { } super) frame.Slots[super] = BlockReference.Parent(context, name, context.Blocks[name].IndexOf(this));
        body.Run(frame);
        context.Run.Leave();
    }
}
