using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Inspecting;
using Plumb.Engine.Planning;
using Plumb.Engine.State;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Commands.Expressions;

/// <summary><c>console</c>: evaluates expressions against the state, or against a plan.</summary>
internal static class ConsoleCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var plan = new Option<bool>("-plan") { Description = "Evaluate against what a plan would make, instead of against the state." };
        var command = new Command("console", "Try expressions at a prompt.") { common.State, plan, common.NoColor, common.CompactWarnings, common.Lock, common.LockTimeout };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            var color = common.UsesColor(terminal, parsed);
            var store = StateAccess.Open(session, parsed.GetValue(common.State));
            await using var closing = store.ConfigureAwait(false);
            var held = parsed.GetValue(common.Lock) ? await store.LockAsync(new StateLockRequest("console", "", common.LockPatience(parsed)), session.Diagnostics, cancellation).ConfigureAwait(false) : null;
            var expressions = session.Diagnostics.HasErrors ? null : await OpenAsync(session, store, CommonOptions.VariablesInOrder(parsed), parsed.GetValue(plan), cancellation).ConfigureAwait(false);
            DiagnosticText.Write(terminal, session.Diagnostics, color, parsed.GetValue(common.CompactWarnings));
            var exit = expressions is null ? 1 : await (terminal.IsInteractive ? PromptAsync(terminal, expressions, color) : PipeAsync(terminal, expressions, color)).ConfigureAwait(false);
            if (held is not null) await held.DisposeAsync().ConfigureAwait(false);
            return exit;
        });
        return command;
    }

    private static async Task<ExpressionSession?> OpenAsync(ProjectSession session, IStateStore store, IReadOnlyList<(bool, string)> given, bool plan, CancellationToken cancellation)
    {
        if (session.LoadConfiguration(required: false) is not { } tree) return null;
        var variables = new VariableInputs(session.Terminal, session.Diagnostics).Gather(tree.Root.Config, session.Terminal.WorkingDirectory, given);
        if (session.Diagnostics.HasErrors || await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false) is not { } state) return null;
        var run = session.CreateConsoleRun(tree, plan ? variables : WithUnknowns(tree.Root.Config, variables), plan);
        return plan
            ? await ExpressionSession.OfPlanAsync(run, new PlanOptions(), state, cancellation).ConfigureAwait(false)
            : await ExpressionSession.OfStateAsync(run, state, cancellation).ConfigureAwait(false);
    }

    /// <summary>Looking around must not need values for everything: a variable that is not set is unknown.</summary>
    private static Dictionary<string, GivenVariable> WithUnknowns(ModuleConfig root, IReadOnlyDictionary<string, GivenVariable> given)
    {
        var all = new Dictionary<string, GivenVariable>(given, StringComparer.Ordinal);
        foreach (var variable in root.Variables.Values)
            if (variable.Default is null) all.TryAdd(variable.Name, new GivenVariable(Value.Unknown(variable.Type), null));
        return all;
    }

    /// <summary>Without a terminal the last result is printed, and the first fault ends it.</summary>
    private static async Task<int> PipeAsync(Terminal terminal, ExpressionSession expressions, bool color)
    {
        var brackets = new OpenBrackets();
        var last = "";
        while (true)
        {
            var line = await terminal.In.ReadLineAsync().ConfigureAwait(false);
            if ((line is null ? brackets.Take() : brackets.Add(line.Trim())) is not { } input)
            {
                if (line is not null) continue;
                break;
            }
            if (input == "exit") return 0;
            var diagnostics = new DiagnosticBag();
            var result = ConsoleLine.Evaluate(expressions, input, diagnostics);
            DiagnosticText.Write(terminal, diagnostics, color);
            if (result is null) return 1;
            last = result;
        }
        await terminal.Out.WriteLineAsync(last).ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> PromptAsync(Terminal terminal, ExpressionSession expressions, bool color)
    {
        var brackets = new OpenBrackets();
        while (true)
        {
            await terminal.Out.WriteAsync(brackets.Depth == 0 ? "> " : new string('.', brackets.Depth) + " ").ConfigureAwait(false);
            await terminal.Out.FlushAsync().ConfigureAwait(false);
            if (await terminal.In.ReadLineAsync().ConfigureAwait(false) is not { } line)
            {
                await terminal.Out.WriteLineAsync().ConfigureAwait(false);
                return 0;
            }
            if (brackets.Add(line.Trim()) is not { } input) continue;
            if (input == "exit") return 0;
            var diagnostics = new DiagnosticBag();
            var result = ConsoleLine.Evaluate(expressions, input, diagnostics);
            DiagnosticText.Write(terminal.Out, diagnostics, color);
            if (!string.IsNullOrEmpty(result)) await terminal.Out.WriteLineAsync(result).ConfigureAwait(false);
        }
    }
}
