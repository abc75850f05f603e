using System.Net;
using System.Text.Json;
using Plumb.Provider.Docker.Containers;
using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Tests;

/// <summary>Changes of living containers, against a scripted engine: the podman that the other tests use cannot make them.</summary>
public sealed class ContainerChangeTests
{
    [Fact]
    public async Task A_larger_memory_takes_the_engines_own_swap_along()
    {
        using var engine = new ScriptedEngine("""{"Id":"1","Name":"/c","HostConfig":{"Memory":67108864,"MemorySwap":134217728}}""");
        await ContainerChange.ApplyAsync(engine.Requests, Container(64), Container(128), TestContext.Current.CancellationToken);
        using var sent = JsonDocument.Parse(engine.Sent ?? "");
        Assert.Equal(134217728, sent.RootElement.GetProperty("Memory").GetInt64());
        Assert.Equal(268435456, sent.RootElement.GetProperty("MemorySwap").GetInt64());
        Assert.Equal("no", sent.RootElement.GetProperty("RestartPolicy").GetProperty("Name").GetString());
        Assert.False(sent.RootElement.TryGetProperty("CpuShares", out _));
    }

    [Fact]
    public async Task Nothing_is_sent_where_no_limit_changes()
    {
        using var engine = new ScriptedEngine("{}");
        await ContainerChange.ApplyAsync(engine.Requests, Container(64), Container(64), TestContext.Current.CancellationToken);
        Assert.Null(engine.Sent);
    }

    [Fact]
    public async Task An_engine_without_that_request_is_told_apart_from_a_missing_container()
    {
        using var old = new ScriptedEngine("{}") { Answer = (HttpStatusCode.NotFound, "Not Found") };
        var unable = await Assert.ThrowsAsync<EngineException>(() => ContainerChange.ApplyAsync(old.Requests, Container(64), Container(128), TestContext.Current.CancellationToken));
        Assert.Contains("cannot change a container while it lives", unable.Message, StringComparison.Ordinal);

        using var present = new ScriptedEngine("{}") { Answer = (HttpStatusCode.NotFound, """{"message":"No such container: c"}""") };
        var missing = await Assert.ThrowsAsync<EngineException>(() => ContainerChange.ApplyAsync(present.Requests, Container(64), Container(128), TestContext.Current.CancellationToken));
        Assert.Equal("No such container: c", missing.Message);
    }

    private static ContainerModel Container(long memory) => new()
    {
        Id = "1",
        Name = "c",
        Image = "i",
        Restart = "no",
        Memory = memory,
        DeviceReadBps = [],
        DeviceReadIops = [],
        DeviceWriteBps = [],
        DeviceWriteIops = [],
    };

    private sealed class ScriptedEngine : HttpMessageHandler
    {
        private readonly string _container;
        private readonly EngineClient _client;

        public ScriptedEngine(string container)
        {
            _container = container;
            _client = new EngineClient(this, new Uri("http://docker"));
        }

        public (HttpStatusCode Status, string Body) Answer { get; init; } = (HttpStatusCode.OK, """{"Warnings":null}""");

        public string? Sent { get; private set; }

        public ContainerRequests Requests => new(_client);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get) return new HttpResponseMessage { Content = new StringContent(_container, null, "application/json") };
            Assert.Equal("/containers/1/update", request.RequestUri?.AbsolutePath);
            Sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(Answer.Status) { Content = new StringContent(Answer.Body) };
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing) _client.Dispose();
        }
    }
}
