using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>An imported template: what it exports as attributes, and what it prints as its text.</summary>
internal sealed class TemplateModule(JinjaTemplate template, PyDict exported, Output body) : IPyObject
{
    public string TypeName => "jinja2.environment.TemplateModule";

    public string? Name => template.Name;

    public Output Body => body;

    public static TemplateModule Run(JinjaTemplate template, TemplateContext context)
    {
        var body = context.Run.Capture();
        template.Program.Run(context, body);
        return new TemplateModule(template, context.Exported(), body);
    }

    public bool TryGetAttribute(string name, out object? value) => exported.TryGet(name, out value);

    public override string ToString() => body.JoinedText;
}
