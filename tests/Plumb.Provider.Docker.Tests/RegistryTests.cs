using System.Net;
using System.Text;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Images;
using Plumb.Provider.Docker.Registries;
using Plumb.Provider.Testing;

namespace Plumb.Provider.Docker.Tests;

/// <summary>Who the user is at registries, and what a registry says of an image: against a small registry in this process.</summary>
public sealed class RegistryTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_registry_that_wants_a_token_gets_one()
    {
        await using var registry = new SmallRegistry(asksForToken: true);
        Assert.Equal(Digest, await DigestAsync(registry, "user", "secret"));
        Assert.Null(await DigestAsync(registry, "user", "wrong"));
    }

    [Fact]
    public async Task A_registry_that_wants_a_password_gets_it()
    {
        await using var registry = new SmallRegistry(asksForToken: false);
        Assert.Equal(Digest, await DigestAsync(registry, "user", "secret"));
        Assert.Null(await DigestAsync(registry, "user", "wrong"));
    }

    [Fact]
    public async Task Images_for_several_platforms_and_tags_on_several_pages_are_all_told()
    {
        await using var registry = new SmallRegistry(asksForToken: true);
        using var client = new RegistryClient(Credentials(new RegistryAuth { Address = $"http://{registry.Host}", Username = "user", Password = "secret" }), skipVerification: false);
        var found = await client.FindPlatformsAsync(ImageReference.Parse($"{registry.Host}/team/app:many"), TestContext.Current.CancellationToken);
        Assert.Equal([new PlatformImage("application/vnd.oci.image.manifest.v1+json", "sha256:aa", "amd64", "linux"), new PlatformImage("", "sha256:bb", "", "")], found);
        Assert.Null(await client.FindPlatformsAsync(ImageReference.Parse($"{registry.Host}/team/app:none"), TestContext.Current.CancellationToken));
        Assert.Equal(["a", "b", "c"], await client.FindTagsAsync(ImageReference.Parse($"{registry.Host}/team/app"), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<EngineException>(() => client.DeleteAsync(ImageReference.Parse($"{registry.Host}/team/app:1"), Digest, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("docker_registry_image")]
    [InlineData("docker_registry_image_manifests")]
    [InlineData("docker_registry_image_tags")]
    public async Task An_image_that_its_registry_does_not_have_is_told(string type)
    {
        await using var registry = new SmallRegistry(asksForToken: false);
        await using var docker = new ProviderTest("kreuzwerker/docker", () => DockerProvider.Create(_ => null, TimeProvider.System));
        var config = $$"""
            provider "docker" {
              host                        = "unix:///nowhere/docker.sock"
              disable_docker_daemon_check = true
              registry_auth {
                address  = "http://{{registry.Host}}"
                username = "user"
                password = "secret"
              }
            }
            data "{{type}}" "d" {
              name = "{{registry.Host}}/team/other:1"
            }
            """;
        var missing = await docker.FailsAsync(config, "Image not found in its registry", TestContext.Current.CancellationToken);
        Assert.StartsWith($"The registry has no image \"{registry.Host}/team/other:1\"", missing.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_come_from_blocks_files_and_the_environment()
    {
        var content = $$$$"""{"auths":{"https://quay.io/v1/":{"auth":"{{{{Convert.ToBase64String(Encoding.UTF8.GetBytes("file:pass:word"))}}}}"}}}""";
        var fromFile = await Credentials(new RegistryAuth { Address = "quay.io", ConfigFileContent = content, Username = "block" }).FindAsync("quay.io", TestContext.Current.CancellationToken);
        Assert.Equal(("file", "pass:word"), (fromFile?.UserName, fromFile?.Password));
        var fromEnvironment = await Credentials(new RegistryAuth { Address = "registry-1.docker.io" }).FindAsync("docker.io", TestContext.Current.CancellationToken);
        Assert.Equal(("known", "fromenv"), (fromEnvironment?.UserName, fromEnvironment?.Password));
        Assert.Null(await Credentials(new RegistryAuth { Address = "quay.io", Username = "u", AuthDisabled = true }).FindAsync("quay.io", TestContext.Current.CancellationToken));
        Assert.Null(await Credentials(new RegistryAuth { Address = "quay.io", Username = "u" }).FindAsync("other.io", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_broken_configuration_is_not_quoted()
    {
        var broken = Credentials(new RegistryAuth { Address = "quay.io", ConfigFileContent = "{\"auths\": SECRET" });
        var refusal = await Assert.ThrowsAsync<EngineException>(() => broken.FindAsync("quay.io", TestContext.Current.CancellationToken));
        Assert.DoesNotContain("SECRET", refusal.ToString(), StringComparison.Ordinal);
    }

    private static RegistryCredentials Credentials(RegistryAuth block) => new([block], name => name switch
    {
        "DOCKER_REGISTRY_USER" => "known",
        "DOCKER_REGISTRY_PASS" => "fromenv",
        "DOCKER_CONFIG" => "/nowhere",
        _ => null,
    });

    private static async Task<string?> DigestAsync(SmallRegistry registry, string user, string password)
    {
        using var client = new RegistryClient(Credentials(new RegistryAuth { Address = $"http://{registry.Host}", Username = user, Password = password }), skipVerification: false);
        return await client.FindDigestAsync(ImageReference.Parse($"{registry.Host}/team/app:1"), TestContext.Current.CancellationToken);
    }

    private sealed class SmallRegistry : IAsyncDisposable
    {
        private const string Token = "let-me-in";

        private readonly HttpListener _listener;
        private readonly bool _asksForToken;
        private readonly Task _serving;

        public SmallRegistry(bool asksForToken)
        {
            _asksForToken = asksForToken;
            _listener = Listen(out var host);
            Host = host;
            _serving = ServeAsync();
        }

        public string Host { get; }

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _serving;
        }

        /// <summary>A port that is free now may be taken the moment after.</summary>
        private static HttpListener Listen(out string host)
        {
            for (var attempt = 0; ; attempt++)
            {
                host = $"127.0.0.1:{Random.Shared.Next(20000, 60000)}";
                var listener = new HttpListener { Prefixes = { $"http://{host}/" } };
                try
                {
                    listener.Start();
                    return listener;
                }
                catch (HttpListenerException) when (attempt < 20)
                {
                    listener.Close();
                }
            }
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true) Answer(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The registry is closed.
            }
        }

        private void Answer(HttpListenerContext context)
        {
            var authorization = context.Request.Headers["Authorization"];
            var isUser = authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:secret"));
            using var response = context.Response;
            if (context.Request.Url?.AbsolutePath == "/token")
            {
                response.StatusCode = isUser && context.Request.QueryString["scope"] == "repository:team/app:pull" ? 200 : 401;
                if (response.StatusCode == 200) response.OutputStream.Write(Encoding.UTF8.GetBytes($"{{\"token\":\"{Token}\"}}"));
                return;
            }
            if (_asksForToken ? authorization == "Bearer " + Token : isUser)
            {
                var (body, link) = context.Request.Url?.PathAndQuery switch
                {
                    "/v2/team/app/manifests/many" => ("""{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:aa","platform":{"architecture":"amd64","os":"linux"}},{"digest":"sha256:bb"}]}""", null),
                    "/v2/team/app/tags/list" => ("""{"name":"team/app","tags":["a","b"]}""", "</v2/team/app/tags/list?last=b&n=2>; rel=\"next\""),
                    "/v2/team/app/tags/list?last=b&n=2" => ("""{"name":"team/app","tags":["c"]}""", null),
                    _ => ((string?)null, (string?)null),
                };
                if (context.Request.HttpMethod == "DELETE")
                {
                    response.StatusCode = 405;
                    return;
                }
                if (body is not null)
                {
                    if (link is not null) response.Headers["Link"] = link;
                    response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
                    return;
                }
                response.StatusCode = context.Request.Url?.AbsolutePath == "/v2/team/app/manifests/1" ? 200 : 404;
                response.Headers["Docker-Content-Digest"] = Digest;
                return;
            }
            response.StatusCode = 401;
            response.Headers["WWW-Authenticate"] = _asksForToken ? $"Bearer realm=\"http://{Host}/token\",service=\"small\",scope=\"repository:team/app:pull\"" : "Basic realm=\"small\"";
        }
    }
}
