using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>
/// What one template sees while it renders: names it set at its top level, then names handed over by the template
/// that includes it, then the variables of the rendering, then globals. Holds the blocks, the children's first.
/// </summary>
internal sealed class TemplateContext : RenderContext
{
    private readonly TemplateContext? outer;
    private readonly IReadOnlyDictionary<string, object?>? handed;
    private readonly bool seesVariables;
    private readonly HashSet<string> exported = [];
    private Dictionary<string, object?>? assigned;
    private bool autoescape;

    private TemplateContext(JinjaTemplate template, RenderRun run, TemplateContext? outer, IReadOnlyDictionary<string, object?>? handed, bool seesVariables)
    {
        (Template, Run, this.outer, this.handed, this.seesVariables) = (template, run, outer, handed, seesVariables);
        autoescape = outer?.autoescape ?? run.Environment.Autoescape;
        Blocks = [];
        foreach (var block in template.Program.Blocks.Values) Blocks[block.Name] = [block];
    }

    public static TemplateContext Outermost(JinjaTemplate template, RenderRun run) => new(template, run, null, null, seesVariables: true);

    /// <summary>The context of an import without context, which sees globals only.</summary>
    public static TemplateContext Isolated(JinjaTemplate template, RenderRun run) => new(template, run, null, null, seesVariables: false);

    /// <summary>The context of a template that is included or imported with context.</summary>
    public TemplateContext Share(JinjaTemplate template, IReadOnlyDictionary<string, object?> locals) =>
        new(template, Run, this, locals, seesVariables: true) { autoescape = Run.Environment.Autoescape };

    /// <summary>The context of a scoped block: as this, and the local names with it.</summary>
    public TemplateContext Derive(IReadOnlyDictionary<string, object?> locals)
    {
        var derived = new TemplateContext(Template, Run, this, locals, seesVariables: true);
        foreach (var (name, blocks) in Blocks) derived.Blocks[name] = [.. blocks];
        return derived;
    }

    public JinjaTemplate Template { get; }

    public RenderRun Run { get; }

    /// <summary>For each name the blocks of that name, that of the youngest template first.</summary>
    public Dictionary<string, List<BlockProgram>> Blocks { get; }

    public override JinjaEnvironment Environment => Run.Environment;

    public override object? State => Run.State;

    public override bool Autoescape => autoescape;

    /// <summary>Turns escaping on or off, and gives what it was.</summary>
    public bool SetAutoescape(bool value)
    {
        var before = autoescape;
        autoescape = value;
        return before;
    }

    public override object? Resolve(string name) => TryResolve(name, out var value) ? value : Values.Undefined.OfVariable(Environment.Undefined, name);

    public override bool TryResolve(string name, out object? value)
    {
        if (assigned is not null && assigned.TryGetValue(name, out value)) return value is not Marker;
        if (handed is not null && handed.TryGetValue(name, out value)) return true;
        if (outer is not null) return outer.TryResolve(name, out value);
        if (seesVariables && Run.Variables.TryGet(name, out value)) return true;
        return Environment.Globals.TryGetValue(name, out value);
    }

    /// <summary>Sets a name at the top level of the template; a public one is exported to those who import it.</summary>
    public void Assign(string name, object? value, bool exports)
    {
        (assigned ??= [])[name] = value;
        if (exports && !name.StartsWith('_')) exported.Add(name);
        else exported.Remove(name);
    }

    public PyDict Exported()
    {
        var names = new PyDict();
        foreach (var name in exported)
        {
            if (assigned is not null && assigned.TryGetValue(name, out var value) && value is not Marker) names[name] = value;
        }
        return names;
    }

    /// <summary>All names in scope, for the debug statement.</summary>
    public IEnumerable<string> Names() =>
        (assigned?.Keys ?? Enumerable.Empty<string>())
            .Concat(handed?.Keys ?? [])
            .Concat(outer?.Names() ?? (seesVariables ? Run.Variables.Keys.OfType<string>() : []).Concat(Environment.Globals.Keys))
            .Distinct();
}
