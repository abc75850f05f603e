using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

internal sealed class BlockStep(string name, LocalNames? scoped, bool isRequired, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        var context = scoped is null ? frame.Context : frame.Context.Derive(scoped.Collect(frame));
        var blocks = context.Blocks[name];
        if (isRequired && blocks.Count <= 1) throw JinjaException.Runtime($"Required block {PyText.Repr(name)} not found");
        blocks[0].Run(context, frame.Output);
        return Flow.Next;
    }
}

internal sealed class ExtendsStep(Evaluator template, bool isRepeated, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        if (isRepeated && frame.Outermost.Extended is not null) throw JinjaException.Runtime("extended multiple times");
        var context = frame.Context;
        var extended = TemplateFinder.Find(frame, template.Evaluate(frame));
        foreach (var (name, block) in extended.Program.Blocks)
        {
            if (!context.Blocks.TryGetValue(name, out var blocks)) context.Blocks[name] = blocks = [];
            blocks.Add(block);
        }
        frame.Outermost.Extended = extended;
        return Flow.Next;
    }
}

internal sealed class IncludeStep(Evaluator template, bool ignoresMissing, LocalNames? shared, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        JinjaTemplate included;
        try
        {
            included = TemplateFinder.FindAny(frame, template.Evaluate(frame));
        }
        catch (JinjaException e) when (ignoresMissing && e.PythonClass is "TemplateNotFound" or "TemplatesNotFound")
        {
            return Flow.Next;
        }
        if (shared is not null) included.Program.Run(frame.Context.Share(included, shared.Collect(frame)), frame.Output);
        else Copy(frame.Run.ModuleOf(included).Body, frame.Output);
        return Flow.Next;
    }

    private static void Copy(Output from, Output to)
    {
        if (from is NativeOutput native)
        {
            foreach (var part in native.Parts) to.Raw(part);
        }
        else
        {
            to.Text(from.JoinedText);
        }
    }
}

internal abstract class ModuleStep(Evaluator template, LocalNames? shared, int line) : Step(line)
{
    protected TemplateModule Load(Frame frame)
    {
        var found = TemplateFinder.Find(frame, template.Evaluate(frame));
        return shared is null ? frame.Run.ModuleOf(found) : TemplateModule.Run(found, frame.Context.Share(found, shared.Collect(frame)));
    }
}

internal sealed class ImportStep(Evaluator template, LocalNames? shared, string name, int slot, bool isTopLevel, int line) : ModuleStep(template, shared, line)
{
    public override Flow Run(Frame frame)
    {
        var module = Load(frame);
        frame.Slots[slot] = module;
        if (isTopLevel) frame.Context.Assign(name, module, exports: false);
        return Flow.Next;
    }
}

internal readonly record struct ImportSlot(string Name, string Alias, int Slot);

internal sealed class FromImportStep(Evaluator template, LocalNames? shared, ImportSlot[] names, bool isTopLevel, string position, int line) : ModuleStep(template, shared, line)
{
    public override Flow Run(Frame frame)
    {
        var module = Load(frame);
        foreach (var (name, alias, slot) in names)
        {
            if (!module.TryGetAttribute(name, out var value))
            {
                var hint = $"the template {PyText.Repr(module.Name)} (imported on {position}) does not export the requested name {PyText.Repr(name)}";
                value = new Undefined(frame.Run.Environment.Undefined, hint, Undefined.NoOwner, name);
            }
            frame.Slots[slot] = value;
            if (isTopLevel) frame.Context.Assign(alias, value, exports: false);
        }
        return Flow.Next;
    }
}

internal sealed class DebugStep(int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        frame.Output.Text(DebugText.Of(frame.Context));
        return Flow.Next;
    }
}
