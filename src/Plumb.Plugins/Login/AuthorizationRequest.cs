using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Plugins.Login;

/// <summary>One attempt to log in: what the browser is sent to, and the secrets that show that the answer is for this attempt (RFC 7636).</summary>
internal sealed class AuthorizationRequest
{
    private readonly LoginService _service;

    public AuthorizationRequest(LoginService service, int port)
    {
        _service = service;
        Redirection = new Uri($"http://localhost:{port.ToString(System.Globalization.CultureInfo.InvariantCulture)}/login");
    }

    /// <summary>Comes back with the answer: who does not know it has not answered this.</summary>
    public string State { get; } = Secret();

    /// <summary>Where the browser is sent in the end.</summary>
    public Uri Redirection { get; }

    private string Verifier { get; } = Secret();

    public Uri ToUri()
    {
        var query = new StringBuilder(_service.Authorization.Query.Length > 1 ? _service.Authorization.Query[1..] + "&" : "");
        query.Append("response_type=code&client_id=").Append(Uri.EscapeDataString(_service.Client))
            .Append("&code_challenge=").Append(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))).Append("&code_challenge_method=S256")
            .Append("&redirect_uri=").Append(Uri.EscapeDataString(Redirection.AbsoluteUri)).Append("&state=").Append(State);
        if (_service.Scopes.Count > 0) query.Append("&scope=").Append(Uri.EscapeDataString(string.Join(' ', _service.Scopes)));
        return new UriBuilder(_service.Authorization) { Query = query.ToString() }.Uri;
    }

    /// <summary>What is asked for the token that a code stands for.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> TokenForm(string code) =>
    [
        new("grant_type", "authorization_code"), new("client_id", _service.Client), new("code", code), new("code_verifier", Verifier), new("redirect_uri", Redirection.AbsoluteUri),
    ];

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
