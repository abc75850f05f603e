using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands.Login;

/// <summary><c>logout</c>: forgets the token that login keeps for a host. The host goes on to accept it.</summary>
internal static class LogoutCommand
{
    public static Command Create(Terminal terminal)
    {
        var host = new Argument<string?>("hostname") { Arity = ArgumentArity.ZeroOrOne, Description = "The host; app.terraform.io if none is given." };
        var command = new Command("logout", "Forget the token that login keeps for a host.") { host };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            if (StoredCredentials.Open(session.Plugins, parsed.GetValue(host), session.Diagnostics) is { } stored)
            {
                var forgotten = await stored.ForgetAsync(session.Diagnostics, cancellation).ConfigureAwait(false);
                if (!session.Diagnostics.HasErrors) await terminal.Out.WriteLineAsync(forgotten ? $"Success! The token for {stored.Host} was removed from {stored.Place}." : $"No token for {stored.Host} is kept in {stored.Place}.").ConfigureAwait(false);
            }
            DiagnosticText.Write(terminal, session.Diagnostics, terminal.UseColor);
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }
}
