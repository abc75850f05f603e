using System.Net;
using System.Text.Json;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Registry;

namespace Plumb.Plugins.Login;

/// <summary>Gets a token from a host in the user's name, with the user's browser.</summary>
public sealed class HostLogin(RegistryHttp http, HostServices services)
{
    /// <summary>Null for a host that has no login service, whose tokens are had elsewhere. Throws <see cref="LoginException"/> where it cannot be found out.</summary>
    public async Task<LoginService?> FindAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await services.DocumentAsync(host, cancellation).ConfigureAwait(false) is var (document, location) && document.TryGetProperty(LoginService.Name, out var entry)
                ? LoginService.Read(entry, location, host)
                : null;
        }
        catch (ProviderSourceException e)
        {
            throw new LoginException($"It cannot be found out how to log in to {host}: {e.Message}", e);
        }
    }

    /// <summary>Null for a host whose tokens are not made on pages of its own either. Throws <see cref="LoginException"/> where it cannot be found out.</summary>
    public async Task<TokenPages?> FindPagesAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await services.TryFindAsync(host, TokenPages.Name, cancellation).ConfigureAwait(false) is { } api ? new TokenPages(api) : null;
        }
        catch (ProviderSourceException e)
        {
            throw new LoginException($"It cannot be found out how to log in to {host}: {e.Message}", e);
        }
    }

    /// <summary>Whose token it is, as the host says. Throws <see cref="LoginException"/> where the host does not know it.</summary>
    public async Task<string> OwnerAsync(TokenPages pages, string token, CancellationToken cancellation)
    {
        try
        {
            var answer = await http.GetWithTokenAsync(pages.Account, token, cancellation).ConfigureAwait(false);
            if (answer.Status == HttpStatusCode.Unauthorized) throw new LoginException($"The token is invalid: {pages.Account.Host} does not know it.");
            if (answer.Status != HttpStatusCode.OK) throw new LoginException($"{pages.Account} does not say whose token it is: it answered with {(int)answer.Status}.");
            return answer.Json().Member("data", JsonValueKind.Object)?.Member("attributes", JsonValueKind.Object)?.Text("username") is { Length: > 0 } user
                ? user
                : throw new LoginException($"{pages.Account} does not say whose token it is.");
        }
        catch (ProviderSourceException e)
        {
            throw new LoginException($"The token could not be tried: {e.Message}", e);
        }
    }

    /// <summary>The token.</summary>
    /// <param name="service">How the host gives out tokens.</param>
    /// <param name="send">Sends the user there with a browser.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<string> TokenAsync(LoginService service, Func<Uri, Task> send, CancellationToken cancellation)
    {
        using var listener = CallbackListener.Start(service.Ports);
        var request = new AuthorizationRequest(service, listener.Port);
        // A browser in a terminal may come back before it gives the terminal back.
        var answer = listener.WaitAsync(request, cancellation);
        await send(request.ToUri()).ConfigureAwait(false);
        var code = await answer.ConfigureAwait(false);
        try
        {
            var given = await http.PostFormAsync(service.Token, request.TokenForm(code), cancellation).ConfigureAwait(false);
            if (given.Status != HttpStatusCode.OK) throw new LoginException($"{service.Token} gave no token: it answered with {(int)given.Status}{Reason(given)}.");
            var json = given.Json();
            if (json.Text("token_type") is { } type && !type.Equals("bearer", StringComparison.OrdinalIgnoreCase)) throw new LoginException($"{service.Token} gave a token of the type \"{type}\", and only bearer is known here.");
            return json.Text("access_token") is { Length: > 0 } token ? token : throw new LoginException($"{service.Token} gave no token.");
        }
        catch (ProviderSourceException e)
        {
            throw new LoginException($"The token could not be had: {e.Message}", e);
        }
    }

    private static string Reason(HttpAnswer answer)
    {
        try
        {
            return (answer.Json().Text("error_description") ?? answer.Json().Text("error")) is { } reason ? $", {reason}" : "";
        }
        catch (ProviderSourceException)
        {
            return "";
        }
    }
}
