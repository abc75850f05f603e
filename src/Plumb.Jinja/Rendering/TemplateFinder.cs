using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>Finds the template that a tag names.</summary>
internal static class TemplateFinder
{
    public static JinjaTemplate Find(Frame frame, object? name) =>
        TryFind(frame, name) ?? throw new JinjaException("TemplateNotFound", PyText.Str(name));

    /// <summary>The template, or of several names the first that there is.</summary>
    public static JinjaTemplate FindAny(Frame frame, object? names)
    {
        if (names is string or Markup or JinjaTemplate or Undefined) return Find(frame, names);
        var tried = new List<string>();
        foreach (var name in PyValues.Truth(names) ? PyValues.Iterate(names) : [])
        {
            if (name is Undefined undefined) tried.Add(undefined.Message);
            else if (TryFind(frame, name) is { } found) return found;
            else tried.Add(PyText.Str(name));
        }
        throw new JinjaException("TemplatesNotFound", tried.Count == 0
            ? "Tried to select from an empty list of templates"
            : $"none of the templates given were found: {string.Join(", ", tried)}");
    }

    private static JinjaTemplate? TryFind(Frame frame, object? name)
    {
        if (name is JinjaTemplate template) return template;
        var environment = frame.Run.Environment;
        if (environment.Loader is null) throw JinjaException.Type("no loader for this environment specified");
        if (name is Undefined undefined) throw undefined.Fault();
        if (name is not (string or Markup)) return null;
        return environment.Load(PyText.Str(name), frame.Context.Template.Name);
    }
}
