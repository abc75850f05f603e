using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Http;
using Plumb.EndToEnd.Terminals;
using Plumb.Plugins.Tests.Installation;

namespace Plumb.EndToEnd.Registries;

/// <summary>A user with a home of their own, a host on the loopback that gives out tokens and has a registry, and the browser between the two.</summary>
internal sealed class LoginSite : IAsyncDisposable
{
    public const string Token = "secret-token-7f3a";

    private const string Login = """{ "client": "terraform-cli", "authz": "/oauth/authorize", "token": "/oauth/token", "ports": [20100, 29999], "scopes": ["all"] }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-login-").FullName;
    private readonly TestRegistry _host;
    private readonly ConcurrentDictionary<string, string> _challenges = new(StringComparer.Ordinal);
    private readonly string _program;

    private LoginSite(TestRegistry host, string program)
    {
        (_host, _program) = (host, program);
        host.Add("1.0.0");
        host.Instead["/oauth/token"] = GiveTokenAsync;
        host.Instead["/api/v2/account/details"] = DescribeAsync;
        Offers($"\"login.v1\": {Login}");
        host.WriteCertificate(_folder);
        // The peer does not make the folder of its settings.
        Directory.CreateDirectory(In("home/.terraform.d"));
        File.WriteAllText(In("main.tf"), $"terraform {{\n  required_providers {{\n    demo = {{\n      source = \"{host.Demo}\"\n    }}\n  }}\n}}\n");
    }

    public string Host => _host.Host;

    /// <summary>Where the user's tokens are.</summary>
    public string CredentialsFile => In("home/.terraform.d/credentials.tfrc.json");

    /// <summary>The tokens that came along with questions to the registry.</summary>
    public IEnumerable<string> Authorizations => _host.Requests.Where(r => r.Path.EndsWith("/versions", StringComparison.Ordinal)).Select(r => r.Authorization);

    public static async Task<LoginSite> StartAsync(string program)
    {
        Assert.SkipUnless(Plugins.Tests.Signatures.Gpg.IsInstalled, "gpg is not installed");
        Assert.SkipUnless(program == "plumb" || Programs.HasTerraform, "terraform is not installed");
        return new LoginSite(await TestRegistry.StartAsync(), program);
    }

    public string In(string path) => Path.Combine(_folder, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path)) ?? _folder);
        File.WriteAllText(In(path), text);
    }

    /// <summary>What the host says of its services beside the registry.</summary>
    public void Offers(string services) => _host.Instead["/.well-known/terraform.json"] = context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($"{{ \"providers.v1\": \"/v1/\"{(services.Length > 0 ? ", " : "")}{services} }}");
    };

    public Conversation Start(params string[] args) => Conversation.Start(_program == "plumb" ? [.. Programs.PlumbProgram, .. args] : ["terraform", .. args], Environment(), _folder);

    public string Run(int exit, params string[] args)
    {
        using var run = Start(args);
        return Expect(run, exit);
    }

    public static string Expect(Conversation run, int exit)
    {
        var (code, output) = run.Finish();
        Assert.True(code == exit, $"expected {exit}, got {code}:\n{output}");
        Assert.DoesNotContain(Token, output, StringComparison.Ordinal);
        return output;
    }

    /// <summary>Goes on until the token is kept: the user says yes to the program and to the host.</summary>
    public string LogIn()
    {
        using var run = Start("login", Host);
        VisitAsync(run.Answer("Enter a value:", "yes").Line("/oauth/authorize?")).GetAwaiter().GetResult();
        return Expect(run, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The page of the host sends the browser back to where the program waits.</summary>
    private async Task VisitAsync(string page)
    {
        var query = HttpUtility.ParseQueryString(new Uri(page).Query);
        Assert.Equal(("code", "terraform-cli", "S256", "all"), (query["response_type"], query["client_id"], query["code_challenge_method"], query["scope"]));
        var code = Guid.NewGuid().ToString("n");
        _challenges[code] = query["code_challenge"] ?? "";
        using var browser = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        using var answer = await ReturnAsync(browser, new UriBuilder(query["redirect_uri"] ?? "") { Query = $"code={code}&state={query["state"]}" }.Uri);
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>The page is shown by a program that may not listen yet, as it would be to a person who is slower than this.</summary>
    private static async Task<HttpResponseMessage> ReturnAsync(HttpClient browser, Uri place)
    {
        for (var left = 100; ; left--)
        {
            try
            {
                return await browser.GetAsync(place);
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && left > 0)
            {
                await Task.Delay(200);
            }
        }
    }

    private async Task GiveTokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var sound = _challenges.TryRemove(form["code"].ToString(), out var challenge) && challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        context.Response.StatusCode = sound ? 200 : 400;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(sound ? $"{{ \"access_token\": \"{Token}\", \"token_type\": \"bearer\" }}" : "{ \"error\": \"invalid_grant\" }");
    }

    private static async Task DescribeAsync(HttpContext context)
    {
        var known = context.Request.Headers.Authorization == "Bearer " + Token;
        context.Response.StatusCode = known ? 200 : 401;
        context.Response.ContentType = "application/vnd.api+json";
        await context.Response.WriteAsync(known ? """{ "data": { "id": "user-1", "type": "users", "attributes": { "username": "ada" } } }""" : """{ "errors": [ { "status": "401", "title": "unauthorized" } ] }""");
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["HOME"] = In("home"),
        ["SSL_CERT_FILE"] = In("ca.pem"),
        ["CHECKPOINT_DISABLE"] = "1",
        // The user's own settings are those of the home above; none are named apart from them.
        ["TF_CLI_CONFIG_FILE"] = "",
        ["BROWSER"] = "",
        ["DISPLAY"] = "",
        ["WAYLAND_DISPLAY"] = "",
        ["NO_COLOR"] = "1",
    };
}
