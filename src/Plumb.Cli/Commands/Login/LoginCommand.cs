using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Plugins.Login;
using Plumb.Plugins.Registry;

namespace Plumb.Cli.Commands.Login;

/// <summary><c>login</c>: gets a token for a host and keeps it for later commands.</summary>
internal static class LoginCommand
{
    private static readonly DiagnosticRule Refused = new("CLI264", Severity.Error, "Login failed");
    private static readonly DiagnosticRule Cancelled = new("CLI265", Severity.Error, "Login cancelled");

    public static Command Create(Terminal terminal)
    {
        var host = new Argument<string?>("hostname") { Arity = ArgumentArity.ZeroOrOne, Description = "The host; app.terraform.io if none is given." };
        var command = new Command("login", "Get a token for a host, and keep it.") { host };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            var done = await RunAsync(session, parsed.GetValue(host), cancellation).ConfigureAwait(false);
            DiagnosticText.Write(terminal, session.Diagnostics, terminal.UseColor);
            return done ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> RunAsync(ProjectSession session, string? host, CancellationToken cancellation)
    {
        var terminal = session.Terminal;
        if (StoredCredentials.Open(session.Plugins, host, session.Diagnostics) is not { } stored) return false;
        try
        {
            var login = new HostLogin(session.Plugins.Http, new HostServices(session.Plugins.Http, session.Plugins.Settings));
            var service = await login.FindAsync(stored.Host, cancellation).ConfigureAwait(false);
            if (!await AgreesAsync(terminal, stored, service is not null, cancellation).ConfigureAwait(false))
            {
                session.Diagnostics.Add(Cancelled, null, $"No token for {stored.Host} was asked for.");
                return false;
            }
            var token = service is null
                ? (await Prompt.AskAsync(terminal, $"Token for {stored.Host}:", "", terminal.UseColor, secret: true, cancellation).ConfigureAwait(false))?.Trim()
                : await login.TokenAsync(service, uri => SendAsync(terminal, stored.Host, uri), cancellation).ConfigureAwait(false);
            if (string.IsNullOrEmpty(token))
            {
                session.Diagnostics.Add(Cancelled, null, "No token was given.");
                return false;
            }
            if (!await stored.StoreAsync(token, session.Diagnostics, cancellation).ConfigureAwait(false)) return false;
        }
        catch (LoginException e)
        {
            session.Diagnostics.Add(Refused, null, e.Message);
            return false;
        }
        await terminal.Out.WriteLineAsync($"\nSuccess! The token for {stored.Host} is kept in {stored.Place},\nand goes along with requests to that host from now on.").ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> AgreesAsync(Terminal terminal, StoredCredentials stored, bool byBrowser, CancellationToken cancellation)
    {
        await terminal.Out.WriteLineAsync(byBrowser
            ? $"{terminal.Program.Product} will ask {stored.Host} for a token with your browser, and keep it in plain text in\n{stored.Place}.\n"
            : $"{stored.Host} has no login service, so its token has to be made on its own pages and given here.\n{terminal.Program.Product} will keep it in plain text in {stored.Place}.\n").ConfigureAwait(false);
        return await Prompt.AskAsync(terminal, "Do you want to proceed?", "Only 'yes' will be accepted to confirm.", terminal.UseColor, secret: false, cancellation).ConfigureAwait(false) == "yes";
    }

    private static async Task SendAsync(Terminal terminal, string host, Uri uri)
    {
        var opened = Browser.TryOpen(terminal, uri);
        await terminal.Out.WriteLineAsync($"{(opened ? $"The login page of {host} opens in your browser. If it does not, open this address:" : $"To log in to {host}, open this address in a browser of this machine:")}\n    {uri.AbsoluteUri}\n\nWaiting for {host} to say that you are logged in...").ConfigureAwait(false);
        await terminal.Out.FlushAsync().ConfigureAwait(false);
    }
}
