using System.Security.Cryptography;
using System.Text;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Testing;

namespace Plumb.Provider.Docker.Tests;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("unix:///run/docker.sock", "http://docker/")]
    [InlineData("tcp://10.0.0.1", "http://10.0.0.1:2375/")]
    [InlineData("tcp://10.0.0.1:1234", "http://10.0.0.1:1234/")]
    [InlineData("https://engine:2376", "https://engine:2376/")]
    public void A_host_says_where_the_engine_is(string host, string address) =>
        Assert.Equal(address, EngineEndpoint.Parse(host, null, "host").BaseAddress.ToString());

    [Theory]
    [InlineData("ssh://user@host", "Forward the engine's socket")]
    [InlineData("npipe:////./pipe/docker_engine", "not supported")]
    [InlineData("ftp://host", "not supported")]
    [InlineData("nowhere", "no address of an engine")]
    public void Other_hosts_are_refused_with_a_reason(string host, string reason) =>
        Assert.Contains(reason, Assert.Throws<EndpointException>(() => EngineEndpoint.Parse(host, null, "host")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_configuration_goes_before_the_environment()
    {
        string? Environment(string name) => name == "DOCKER_HOST" ? "tcp://environment:1" : null;
        Assert.Equal("tcp://environment:1", EngineEndpoint.Find(new DockerSettings(), Environment).Written);
        Assert.Equal("tcp://written:2", EngineEndpoint.Find(new DockerSettings { Host = "tcp://written:2" }, Environment).Written);
        Assert.Equal("unix:///var/run/docker.sock", EngineEndpoint.Find(new DockerSettings(), _ => null).Written);
    }

    [Fact]
    public void A_context_names_the_host()
    {
        var folder = Directory.CreateTempSubdirectory("docker-config-");
        try
        {
            var meta = folder.CreateSubdirectory(Path.Combine("contexts", "meta", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("far")))));
            File.WriteAllText(Path.Combine(meta.FullName, "meta.json"), """{"Name":"far","Endpoints":{"docker":{"Host":"tcp://far:7"}}}""");
            string? Environment(string name) => name == "DOCKER_CONFIG" ? folder.FullName : null;
            Assert.Equal("tcp://far:7", EngineEndpoint.Find(new DockerSettings { Context = "far", Host = "tcp://near:1" }, Environment).Written);
            Assert.Contains("cannot be read", Assert.Throws<EndpointException>(() => EngineEndpoint.Find(new DockerSettings { Context = "lost" }, Environment)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Broken_certificates_are_refused_without_repeating_them()
    {
        Assert.Equal("key_material", Assert.Throws<EndpointException>(() => TlsMaterial.Of(new DockerSettings { CertMaterial = "x" }, _ => null)).Attribute);
        var broken = TlsMaterial.Of(new DockerSettings { CertMaterial = "x", KeyMaterial = "SECRET" }, _ => null);
        Assert.DoesNotContain("SECRET", Assert.Throws<EndpointException>(() => broken?.CreateOptions()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_whose_place_is_not_known_yet_says_so()
    {
        using var engine = UnknownEngine.Client("host");
        Assert.Contains("-target", (await Assert.ThrowsAsync<EngineException>(() => engine.PingAsync(TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_told_before_anything_else()
    {
        await using var docker = new ProviderTest("kreuzwerker/docker", () => DockerProvider.Create(_ => null, TimeProvider.System));
        const string volume = "\nresource \"docker_volume\" \"v\" {\n}\n";
        var absent = await docker.FailsAsync("provider \"docker\" {\n  host = \"unix:///nowhere/docker.sock\"\n}" + volume, "Docker engine not available", TestContext.Current.CancellationToken);
        Assert.Contains("unix:///nowhere/docker.sock", absent.Detail, StringComparison.Ordinal);
        await docker.FailsAsync("provider \"docker\" {\n  host = \"ssh://somewhere\"\n}" + volume, "Invalid Docker host", TestContext.Current.CancellationToken);
    }
}
