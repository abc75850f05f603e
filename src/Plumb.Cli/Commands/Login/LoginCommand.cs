using System.CommandLine;
using Plumb.Cli.Arguments;
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
    private static readonly DiagnosticRule NoQuestions = new("CLI267", Severity.Error, "Login is an interactive command");

    public static Command Create(Terminal terminal)
    {
        var host = new Argument<string?>("hostname") { Arity = ArgumentArity.ZeroOrOne, Description = "The host; app.terraform.io if none is given." };
        var input = new CommonOptions().Input;
        var command = new Command("login", "Get a token for a host, and keep it.") { host, input };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            if (!parsed.GetValue(input)) session.Diagnostics.Add(NoQuestions, null, "It gets the token from a person, so it cannot do without questions. Where nobody answers, put the token into a credentials block of the CLI configuration or a variable whose name begins with TF_TOKEN_.");
            var done = !session.Diagnostics.HasErrors && await RunAsync(session, parsed.GetValue(host), cancellation).ConfigureAwait(false);
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
            if (await TokenAsync(session, stored, cancellation).ConfigureAwait(false) is not { } token || !await stored.StoreAsync(token, session.Diagnostics, cancellation).ConfigureAwait(false)) return false;
        }
        catch (LoginException e)
        {
            session.Diagnostics.Add(Refused, null, e.Message);
            return false;
        }
        await terminal.Out.WriteLineAsync($"\nSuccess! The token for {stored.Host} is kept in {stored.Place},\nand goes along with requests to that host from now on.").ConfigureAwait(false);
        return true;
    }

    /// <summary>Null where the user does not want it after all, which is reported.</summary>
    private static async Task<string?> TokenAsync(ProjectSession session, StoredCredentials stored, CancellationToken cancellation)
    {
        var login = new HostLogin(session.Plugins.Http, new HostServices(session.Plugins.Http, session.Plugins.Settings));
        var service = await login.FindAsync(stored.Host, cancellation).ConfigureAwait(false);
        var pages = service is null ? await login.FindPagesAsync(stored.Host, cancellation).ConfigureAwait(false) : null;
        if (service is null && pages is null) throw new LoginException($"The host {stored.Host} gives out no tokens: it offers neither {LoginService.Name} nor {TokenPages.Name}.");
        if (!await AgreesAsync(session.Terminal, stored, service is not null, cancellation).ConfigureAwait(false))
        {
            session.Diagnostics.Add(Cancelled, null, $"No token for {stored.Host} was asked for.");
            return null;
        }
        if (pages is not null) return await CopiedAsync(session, login, pages, stored, cancellation).ConfigureAwait(false);
        return service is null ? null : await login.TokenAsync(service, uri => SendAsync(session.Terminal, stored.Host, uri), cancellation).ConfigureAwait(false);
    }

    /// <summary>A token that the user has made on the pages of the host.</summary>
    private static async Task<string?> CopiedAsync(ProjectSession session, HostLogin login, TokenPages pages, StoredCredentials stored, CancellationToken cancellation)
    {
        var terminal = session.Terminal;
        var opened = Browser.TryOpen(terminal, pages.Address);
        await terminal.Out.WriteLineAsync($"{(opened ? $"The page of {stored.Host} where tokens are made opens in your browser. If it does not, open this address:" : $"Tokens for {stored.Host} are made at this address:")}\n    {pages.Address.AbsoluteUri}\n").ConfigureAwait(false);
        var token = (await Prompt.AskAsync(terminal, $"Token for {stored.Host}:", "Make a token there, and paste it here.", terminal.UseColor, secret: true, cancellation).ConfigureAwait(false))?.Trim();
        if (string.IsNullOrEmpty(token))
        {
            session.Diagnostics.Add(Cancelled, null, "No token was given.");
            return null;
        }
        var owner = await login.OwnerAsync(pages, token, cancellation).ConfigureAwait(false);
        await terminal.Out.WriteLineAsync($"\nIt is a token of the user {owner}.").ConfigureAwait(false);
        return token;
    }

    private static async Task<bool> AgreesAsync(Terminal terminal, StoredCredentials stored, bool byBrowser, CancellationToken cancellation)
    {
        await terminal.Out.WriteLineAsync(byBrowser
            ? $"{terminal.Program.Product} will ask {stored.Host} for a token with your browser, and keep it in\n{stored.Place}{stored.Warning}.\n"
            : $"{stored.Host} has no login service, so its token has to be made on its own pages and given here.\n{terminal.Program.Product} will keep it in {stored.Place}{stored.Warning}.\n").ConfigureAwait(false);
        var answer = await Prompt.AskAsync(terminal, "Do you want to proceed?", "Only 'yes' will be accepted to confirm.", terminal.UseColor, secret: false, cancellation).ConfigureAwait(false);
        return string.Equals(answer, "yes", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task SendAsync(Terminal terminal, string host, Uri uri)
    {
        var opened = Browser.TryOpen(terminal, uri);
        await terminal.Out.WriteLineAsync($"{(opened ? $"The login page of {host} opens in your browser. If it does not, open this address:" : $"To log in to {host}, open this address in a browser of this machine:")}\n    {uri.AbsoluteUri}\n\nWaiting for {host} to say that you are logged in...").ConfigureAwait(false);
        await terminal.Out.FlushAsync().ConfigureAwait(false);
    }
}
