using System.Net;
using Plumb.Engine.Configuration.Installation;
using Plumb.Packages;

namespace Plumb.Engine.Tests.Configuration.Installation;

public sealed class ServiceDiscoveryTests
{
    private static readonly RegistryModuleSource Module = new("registry.example.com", "acme", "net", "x", "");

    [Theory]
    [InlineData("""{"modules.v1": "/api/modules/"}""", "https://registry.example.com/api/modules/acme/net/x/versions")]
    [InlineData("""{"modules.v1": "https://other.example.com/m"}""", "https://other.example.com/m/acme/net/x/versions")]
    public async Task A_host_says_where_its_registry_is(string document, string expected)
    {
        using var web = new Web { ["https://registry.example.com/.well-known/terraform.json"] = document, [expected] = """{"modules":[{"versions":[{"version":"1.0.0"}]}]}""" };
        Assert.Equal(["1.0.0"], await Client(web).FindVersionsAsync(Module, TestContext.Current.CancellationToken) ?? []);
    }

    [Theory]
    [InlineData("""{"providers.v1": "/x/"}""")]
    [InlineData("""{"modules.v1": "ftp://x/"}""")]
    [InlineData("""["modules.v1"]""")]
    [InlineData("<html>")]
    public async Task A_host_without_a_registry_is_refused(string document)
    {
        using var web = new Web { ["https://registry.example.com/.well-known/terraform.json"] = document };
        await Assert.ThrowsAsync<FetchException>(() => Client(web).FindVersionsAsync(Module, TestContext.Current.CancellationToken));
    }

    private static RegistryClient Client(Web web) => new(new HttpClient(web));

    /// <summary>Answers by address.</summary>
    private sealed class Web : HttpMessageHandler
    {
        private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);

        public string this[string address]
        {
            set => _answers[address] = value;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            _answers.TryGetValue(request.RequestUri?.ToString() ?? "", out var text)
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text), RequestMessage = request }
                : new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request });
    }
}
