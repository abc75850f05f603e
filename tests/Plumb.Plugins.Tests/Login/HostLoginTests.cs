using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Http;
using Plumb.Core.Diagnostics;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.CliConfiguration.Credentials;
using Plumb.Plugins.Login;
using Plumb.Plugins.Registry;
using Plumb.Plugins.Tests.Installation;

namespace Plumb.Plugins.Tests.Login;

/// <summary>The login protocol against a host of our own behind TLS; the test is the browser.</summary>
public sealed class HostLoginTests : IAsyncDisposable
{
    private const string Discovery = "/.well-known/terraform.json";

    private readonly TestRegistry _host;
    private readonly RegistryHttp _http;
    private readonly HostLogin _login;
    private readonly Dictionary<string, string> _challenges = [];

    public HostLoginTests()
    {
        _host = TestRegistry.StartAsync().GetAwaiter().GetResult();
        var environment = new CliEnvironment(new Dictionary<string, string>(), "/");
        var settings = new CliSettings();
        _http = new RegistryHttp(environment, new HostCredentials(settings, null, new DiagnosticBag()), _host.Tls) { Pause = TimeSpan.Zero };
        _login = new HostLogin(_http, new HostServices(_http, settings));
        Offer("""{ "client": "terraform-cli", "authz": "/oauth/authorize?kind=cli", "token": "/oauth/token", "ports": [20000, 20099], "scopes": ["a b", "c"] }""");
        _host.Instead["/oauth/token"] = GiveTokenAsync;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_host_block_of_the_user_says_how_to_log_in_without_the_host_being_asked()
    {
        _host.Instead[Discovery] = _ => throw new InvalidOperationException("The host was asked.");
        using var services = System.Text.Json.JsonDocument.Parse("""{ "login.v1": { "client": "mine", "authz": "authz", "token": "https://tokens.example.com/give" } }""");
        var settings = new CliSettings { Services = new Dictionary<string, System.Text.Json.JsonElement> { [_host.Host] = services.RootElement.Clone() } };
        var login = new HostLogin(_http, new HostServices(_http, settings));
        var service = await login.FindAsync(_host.Host, default);
        Assert.Equal(("mine", $"https://{_host.Host}/.well-known/authz", "https://tokens.example.com/give"), (service?.Client, service?.Authorization.ToString(), service?.Token.ToString()));
        Assert.Null(await login.FindPagesAsync(_host.Host, default));
    }

    [Fact]
    public async Task A_token_is_given_for_the_code_that_the_browser_brings_and_the_proof_that_it_was_asked_for_here()
    {
        var service = await _login.FindAsync(_host.Host, default);
        Assert.NotNull(service);
        Uri? asked = null;
        var token = await _login.TokenAsync(service, uri =>
        {
            asked = uri;
            return VisitAsync(uri, query => $"code={Grant(query)}&state={query["state"]}");
        }, default);
        Assert.Equal("secret-token", token);
        var sent = Query(asked!);
        Assert.Equal(("cli", "code", "terraform-cli", "S256", "a b c"), (sent["kind"], sent["response_type"], sent["client_id"], sent["code_challenge_method"], sent["scope"]));
        Assert.InRange(new Uri(sent["redirect_uri"]!).Port, 20000, 20099);
    }

    [Fact]
    public async Task Answers_that_do_not_know_the_state_are_turned_away_and_waiting_goes_on()
    {
        var service = await _login.FindAsync(_host.Host, default);
        var token = await _login.TokenAsync(service!, async uri =>
        {
            Assert.Equal(HttpStatusCode.BadRequest, await BrowseAsync(uri, _ => "code=stolen&state=guessed"));
            Assert.Equal(HttpStatusCode.NotFound, await BrowseAsync(uri, _ => "", "/favicon.ico"));
            await VisitAsync(uri, query => $"code={Grant(query)}&state={query["state"]}");
        }, default);
        Assert.Equal("secret-token", token);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_words_of_the_host()
    {
        var service = await _login.FindAsync(_host.Host, default);
        var refused = await Assert.ThrowsAsync<LoginException>(() => _login.TokenAsync(service!, uri => VisitAsync(uri, query => $"error=access_denied&error_description=not+today&state={query["state"]}"), default));
        Assert.Contains("not today", refused.Message, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<LoginException>(() => _login.TokenAsync(service!, uri => VisitAsync(uri, query => $"code=unknown&state={query["state"]}"), default));
        Assert.Contains("400, invalid_grant", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"authz\": \"/a\", \"token\": \"/t\" }", "names no client")]
    [InlineData("{ \"client\": \"c\", \"authz\": \"http://elsewhere/a\", \"token\": \"/t\" }", "authz is not an address with https")]
    [InlineData("{ \"client\": \"c\", \"authz\": \"/a\", \"token\": \"/t\", \"ports\": [80, 90] }", "ports")]
    [InlineData("{ \"client\": \"c\", \"token\": \"/t\", \"grant_types\": [\"password\"] }", "only authz_code")]
    public async Task A_service_that_cannot_be_used_is_refused(string service, string why)
    {
        Offer(service);
        Assert.Contains(why, (await Assert.ThrowsAsync<LoginException>(() => _login.FindAsync(_host.Host, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_the_service_has_none()
    {
        _host.Instead[Discovery] = context => context.Response.WriteAsync("{ \"providers.v1\": \"/p/\" }");
        Assert.Null(await _login.FindAsync(_host.Host, default));
    }

    [Fact]
    public void Tokens_are_kept_in_a_file_of_the_users_alone_and_what_else_is_in_it_stays()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-credentials-");
        try
        {
            var file = new CredentialsFile(Path.Combine(folder.FullName, "new", "credentials.tfrc.json"));
            Assert.Null(file.Find("a.example"));
            Assert.False(file.Forget("a.example"));
            file.Store("a.example", "one");
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
            File.WriteAllText(file.Path, "{\"other\":1,\"credentials\":{\"a.example\":{\"token\":\"one\"},\"b.example\":{\"token\":\"two\"}}}");
            file.Store("a.example", "three");
            Assert.Equal(("three", "two"), (file.Find("a.example"), file.Find("b.example")));
            Assert.True(file.Forget("a.example"));
            Assert.Null(file.Find("a.example"));
            Assert.Contains("\"other\": 1", File.ReadAllText(file.Path), StringComparison.Ordinal);
            File.WriteAllText(file.Path, "[");
            Assert.Throws<InvalidDataException>(() => file.Find("a.example"));
            Assert.Single(Directory.EnumerateFiles(Path.Combine(folder.FullName, "new")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Offer(string service) => _host.Instead[Discovery] = context => context.Response.WriteAsync($"{{ \"login.v1\": {service} }}");

    private string Grant(System.Collections.Specialized.NameValueCollection query)
    {
        var code = $"code-{_challenges.Count}";
        _challenges[code] = query["code_challenge"] ?? "";
        return code;
    }

    private async Task GiveTokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var proven = _challenges.TryGetValue(form["code"].ToString(), out var challenge) && challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        var sound = proven && form["grant_type"] == "authorization_code" && form["client_id"] == "terraform-cli" && form["redirect_uri"].ToString().StartsWith("http://localhost:", StringComparison.Ordinal);
        context.Response.StatusCode = sound ? 200 : 400;
        await context.Response.WriteAsync(sound ? "{ \"access_token\": \"secret-token\", \"token_type\": \"Bearer\" }" : "{ \"error\": \"invalid_grant\" }");
    }

    private static async Task VisitAsync(Uri asked, Func<System.Collections.Specialized.NameValueCollection, string> answer) => await BrowseAsync(asked, answer);

    private static async Task<HttpStatusCode> BrowseAsync(Uri asked, Func<System.Collections.Specialized.NameValueCollection, string> answer, string? path = null)
    {
        var query = Query(asked);
        var back = new UriBuilder(query["redirect_uri"]!) { Query = answer(query) };
        if (path is not null) back.Path = path;
        using var browser = new HttpClient();
        using var response = await browser.GetAsync(back.Uri);
        return response.StatusCode;
    }

    private static System.Collections.Specialized.NameValueCollection Query(Uri uri) => HttpUtility.ParseQueryString(uri.Query);
}
