using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Commands;

/// <summary>A command of the peer that there is nothing behind here: says so, and what to use in its place.</summary>
internal static class UnavailableCommand
{
    private static readonly DiagnosticRule Unavailable = new("CLI150", Severity.Error, "Command not available");

    public static Command Create(Terminal terminal, string name, string why, string instead)
    {
        // Whatever options the peer's command has, the answer is the same.
        var rest = new Argument<string[]>("args") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, $"Not available. {why}") { rest };
        command.Hidden = true;
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(_ =>
        {
            DiagnosticText.Write(terminal, [new Diagnostic(Unavailable, null, $"There is no command \"{name}\". {why}") { Help = instead }], terminal.UseColor);
            return 1;
        });
        return command;
    }
}
