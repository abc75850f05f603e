using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;

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
    private static readonly DiagnosticRule Self = new("EVL207", Severity.Error, "Invalid \"self\" reference");

    public static Diagnostic Describe(Reference reference, ModuleNode module)
    {
        var where = module.Address.IsRoot ? "the root module" : module.Address.ToString();
        return reference switch
        {
            VariableReference v => new(Variable, v.Span, $"An input variable with the name \"{v.Name}\" has not been declared in {where}.")
            {
                Help = $"Declare it with: variable \"{v.Name}\" {{}}",
            },
            LocalReference l => new(Local, l.Span, $"A local value with the name \"{l.Name}\" has not been declared in {where}."),
            ModuleCallReference m => new(Module, m.Span, $"No module call named \"{m.Name}\" is declared in {where}."),
            ResourceReference r => new(Resource, r.Span, $"A resource {r.Resource} has not been declared in {where}."),
            ScopedReference { Name: ScopedName.CountIndex } => new(Count, reference.Span,
                "\"count\" has a meaning only in module, resource and data blocks whose \"count\" argument is set."),
            ScopedReference { Name: ScopedName.Self } => new(Self, reference.Span,
                "\"self\" has a meaning only in provisioners, connections and postconditions."),
            _ => new(Each, reference.Span, "\"each\" has a meaning only in blocks whose \"for_each\" argument is set."),
        };
    }
}
