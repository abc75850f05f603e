using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Session;

/// <summary>Asks for the variables of the root module that have no value otherwise.</summary>
internal static class VariablePrompts
{
    public static async Task<IReadOnlyDictionary<string, GivenVariable>> CompleteAsync(
        Terminal terminal, ModuleConfig root, IReadOnlyDictionary<string, GivenVariable> given, bool color, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var all = new Dictionary<string, GivenVariable>(given, StringComparer.Ordinal);
        foreach (var variable in root.Variables.Values.Where(v => v.Default is null && !given.ContainsKey(v.Name)).OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            var answer = await Prompt.AskAsync(terminal, $"var.{variable.Name}", variable.Description ?? "", color, variable.Sensitive, cancellation).ConfigureAwait(false);
            // With no more input there is nobody to ask; that values are missing is told later.
            if (answer is null) break;
            all[variable.Name] = VariableInputs.Parse(variable, answer, $"<value for var.{variable.Name}>", diagnostics);
        }
        return all;
    }
}
