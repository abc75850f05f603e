using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Session;

/// <summary>
/// The variables of a saved plan. They are those that it was made with, but for ephemeral ones, which are not saved and have
/// to be given again; any other may be given again only as it was.
/// </summary>
internal static class SavedVariables
{
    private static readonly DiagnosticRule Changed = new("CLI065", Severity.Error, "Can't change variable when applying a saved plan");
    private static readonly DiagnosticRule Missing = new("CLI066", Severity.Error, "No value for required variable");

    public static IReadOnlyDictionary<string, GivenVariable> Of(Plan plan, ModuleConfig root, ParseResult parsed, ProjectSession session)
    {
        var options = CommonOptions.VariablesInOrder(parsed);
        var variables = plan.Variables.ToDictionary(v => v.Key, v => new GivenVariable(v.Value, null));
        if (plan.EphemeralVariables.Count == 0 && options.Count == 0) return variables;
        foreach (var (name, given) in new VariableInputs(session.Terminal, session.Diagnostics).Gather(root, session.Terminal.WorkingDirectory, options))
        {
            if (root.Variables[name].Ephemeral) variables[name] = given;
            else if (options.Count > 0 && !IsSame(root.Variables[name], given, plan.Variables.GetValueOrDefault(name))) session.Diagnostics.Add(Changed, given.Span,
                $"The variable {name} cannot be set when applying a saved plan, because a saved plan includes the variable values that were set when it was created.");
        }
        foreach (var name in plan.EphemeralVariables)
            if (!variables.ContainsKey(name)) session.Diagnostics.Add(Missing, root.Variables[name].Span,
                $"The ephemeral variable \"{name}\" was given when the plan was made, and must be given again to apply it: values of ephemeral variables are not saved.");
        return variables;
    }

    private static bool IsSame(VariableConfig variable, GivenVariable given, Value? saved) =>
        (saved ?? variable.Default) is { } planned && Prepared(variable, given.Value).Equals(Prepared(variable, planned));

    private static Value Prepared(VariableConfig variable, Value value) =>
        Core.Conversion.TypeConversion.TryConvert(value, variable.Type, out var converted, out _) ? converted : value;
}
