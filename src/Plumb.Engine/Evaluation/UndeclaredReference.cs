using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl;

namespace Plumb.Engine.Evaluation;

/// <summary>Says that a name means nothing where it is used.</summary>
internal static class UndeclaredReference
{
    private static readonly DiagnosticRule Resource = new("EVL201", Severity.Error, "Reference to undeclared resource");
    private static readonly DiagnosticRule Variable = new("EVL202", Severity.Error, "Reference to undeclared input variable");
    private static readonly DiagnosticRule Local = new("EVL203", Severity.Error, "Reference to undeclared local value");
    private static readonly DiagnosticRule Module = new("EVL204", Severity.Error, "Reference to undeclared module");
    private static readonly DiagnosticRule Count = new("EVL205", Severity.Error, "Reference to \"count\" in non-counted context");
    private static readonly DiagnosticRule Each = new("EVL206", Severity.Error, "Reference to \"each\" in context without for_each");
    private static readonly DiagnosticRule EachValue = new("EVL208", Severity.Error, "each.value cannot be used in this context");
    private static readonly DiagnosticRule Caller = new("EVL209", Severity.Error, "Invalid \"caller\" reference");
    private static readonly DiagnosticRule Self = new("EVL207", Severity.Error, "Invalid \"self\" reference");

    public static Diagnostic Describe(Reference reference, ModuleNode module)
    {
        var where = module.Address.IsRoot ? "the root module" : module.Address.ToString();
        return reference switch
        {
            VariableReference v => new(Variable, v.SubjectSpan, $"An input variable with the name \"{v.Name}\" has not been declared in {where}.{Similar(v.Name, module.Config.Variables.Keys)}")
            {
                Help = $"Declare it with: variable \"{v.Name}\" {{}}",
            },
            LocalReference l => new(Local, l.SubjectSpan, $"A local value with the name \"{l.Name}\" has not been declared in {where}.{Similar(l.Name, module.Config.Locals.Keys)}"),
            ModuleCallReference m => new(Module, m.SubjectSpan, $"No module call named \"{m.Name}\" is declared in {where}.{Similar(m.Name, module.Config.ModuleCalls.Keys)}"),
            ResourceReference r => new(Resource, r.SubjectSpan, $"A resource {r.Resource} has not been declared in {where}.{Similar(r.Resource, module.Config)}"),
            ScopedReference { Name: ScopedName.CountIndex } => new(Count, reference.SubjectSpan,
                "\"count\" has a meaning only in module, resource and data blocks whose \"count\" argument is set."),
            ScopedReference { Name: ScopedName.Self } => new(Self, reference.SubjectSpan,
                "\"self\" has a meaning only in provisioners, connections and postconditions."),
            ScopedReference { Name: ScopedName.Caller } => new(Caller, reference.SubjectSpan,
                "\"caller\" has a meaning only in the configuration of actions and the conditions that set them off."),
            ScopedReference { Name: ScopedName.EachValue } => new(EachValue, reference.SubjectSpan, "\"each.value\" has a meaning only in blocks whose \"for_each\" argument is set."),
            _ => new(Each, reference.SubjectSpan, "\"each\" has a meaning only in blocks whose \"for_each\" argument is set."),
        };
    }

    private static string Similar(string name, IEnumerable<string> names) =>
        SimilarName.Find(name, names) is { } similar ? $" Did you mean \"{similar}\"?" : "";

    /// <summary>The one of the same type and name in another mode, which is the likeliest slip, or one of a similar name.</summary>
    private static string Similar(ResourceName name, ModuleConfig module)
    {
        foreach (var mode in Enum.GetValues<ResourceMode>())
            if (mode != name.Mode && module.Resources.ContainsKey(name with { Mode = mode })) return $" Did you mean {name with { Mode = mode }}?";
        var names = module.Resources.Keys.Where(r => r.Mode == name.Mode && r.Type == name.Type).Select(r => r.Name);
        return SimilarName.Find(name.Name, names) is { } similar ? $" Did you mean {name with { Name = similar }}?" : "";
    }
}
