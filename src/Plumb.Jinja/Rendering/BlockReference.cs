using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>One block of a name, as <c>super</c> and <c>self.name</c> give it. Calling it renders it.</summary>
internal sealed class BlockReference(TemplateContext context, string name, int index) : ICallable, IPyObject
{
    public string TypeName => "jinja2.runtime.BlockReference";

    /// <summary>The block that the one at an index overrides.</summary>
    public static object Parent(TemplateContext context, string name, int index) =>
        index >= 0 && index + 1 < context.Blocks[name].Count
            ? new BlockReference(context, name, index + 1)
            : new Undefined(context.Environment.Undefined, $"there is no parent block called {PyText.Repr(name)}.", Undefined.NoOwner, "super");

    public object? Call(RenderContext _, CallArguments arguments)
    {
        var captured = context.Run.Capture();
        context.Blocks[name][index].Run(context, captured);
        var text = context.Run.Finish(captured);
        return context.Autoescape ? new Markup(PyText.Str(text)) : text;
    }

    public bool TryGetAttribute(string attribute, out object? value)
    {
        value = attribute == "super" ? Parent(context, name, index) : null;
        return value is not null;
    }

    public override string ToString() => $"<BlockReference {PyText.Repr(name)}>";
}

/// <summary>The <c>self</c> of templates: its attributes are the blocks.</summary>
internal sealed class TemplateReference(TemplateContext context) : IPyObject
{
    public string TypeName => "jinja2.runtime.TemplateReference";

    public bool TryGetAttribute(string name, out object? value)
    {
        value = context.Blocks.ContainsKey(name) ? new BlockReference(context, name, 0) : null;
        return value is not null;
    }

    public override string ToString() => $"<TemplateReference {PyText.Repr(context.Template.Name)}>";
}
