using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Providers.Tests.Http;

namespace Plumb.Providers.Tests.Tls;

public sealed class TlsServerTests
{
    private static readonly ObjectType ProxyType = DataType.Object(
        [.. ((string[])["url", "username", "password"]).Select(n => KeyValuePair.Create(n, (DataType)DataType.String)), KeyValuePair.Create("from_env", (DataType)DataType.Bool)]);

    [Fact]
    public async Task Certificates_of_a_connection_are_told_the_authority_s_first()
    {
        var authority = await TestAuthority.Create();
        using var folder = new TemporaryFolder();
        var (certificate, key) = await authority.Sign("localhost");
        // It sends the root, too.
        using var server = new OpenSslServer("-cert", folder.Write("leaf", certificate), "-key", folder.Write("key", key), "-cert_chain", folder.Write("chain", authority.Pem));
        await server.Started();
        (string, Value) url = ("url", Value.String($"tls://localhost:{server.Port}"));
        var certificates = await Read(url, ("verify_chain", Value.False));
        Assert.Equal(["CN=Test authority", "CN=localhost"], certificates.Select(c => Embedded.Text(c, "subject")));
        Assert.Equal([Value.True, Value.False], certificates.Select(c => c["is_ca"]!));
        Assert.Equal([authority.Pem, certificate], certificates.Select(c => Embedded.Text(c, "cert_pem")));
        Assert.Equal("Failed to identify fetch peer certificates", await Fault(url));
    }

    [Fact]
    public async Task Certificates_of_a_request_are_those_that_a_redirection_leads_to()
    {
        var authority = await TestAuthority.Create();
        await using var last = new LoopbackServer(_ => "HTTP/1.1 200 OK\nContent-Length: 0\n\n", await authority.Server());
        await using var first = new LoopbackServer(_ => $"HTTP/1.1 302 Found\nLocation: {last.Url}\nContent-Length: 0\n\n", await (await TestAuthority.Create()).Server());
        (string, Value) url = ("url", Value.String(first.Url));
        var certificate = Assert.Single(await Read(url, ("verify_chain", Value.False)));
        Assert.Equal("CN=Test authority", Embedded.Text(certificate, "issuer"));
        Assert.Equal("HEAD / HTTP/1.1", Assert.Single(last.Received).Line);
        Assert.Equal("Failed to identify fetch peer certificates", await Fault(url));
    }

    [Fact]
    public async Task A_request_goes_through_the_proxy_of_the_configuration()
    {
        await using var proxy = new LoopbackServer(_ => "HTTP/1.1 407 Proxy Authentication Required\nContent-Length: 0\n\n");
        var data = await new Embedded("tls", "tls_certificate").Configured(("proxy", Value.List(ProxyType, Value.Object(("url", Value.String(proxy.Url)), ("username", Value.Null(DataType.String)),
            ("password", Value.Null(DataType.String)), ("from_env", Value.Null(DataType.Bool))))));
        Assert.Single((await data.ReadData(("url", Value.String("https://nowhere.invalid")))).Diagnostics);
        Assert.Contains(proxy.Received, r => r.Line.StartsWith("CONNECT nowhere.invalid:443", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arguments_are_checked()
    {
        var data = new Embedded("tls", "tls_certificate");
        Assert.Equal(["Invalid Attribute Combination"], await data.DataProblems());
        Assert.Equal(["Invalid Attribute Combination"], await data.DataProblems(("content", Value.String("x")), ("verify_chain", Value.True)));
        Assert.Equal(["Invalid URL scheme"], await data.DataProblems(("url", Value.String("http://localhost"))));
        Assert.Equal(["Invalid URL"], await data.DataProblems(("url", Value.String("localhost"))));
        Assert.Equal("Unable to parse certificate", Assert.Single((await data.ReadData(("content", Value.String("x")))).Diagnostics).Summary);
        Assert.Contains("needs a port", Assert.Single((await data.ReadData(("url", Value.String("tls://localhost")))).Diagnostics).Detail, StringComparison.Ordinal);
    }

    private static async Task<List<ObjectValue>> Read(params (string, Value)[] arguments)
    {
        var read = await (await new Embedded("tls", "tls_certificate").Configured()).ReadData(arguments);
        Assert.Empty(read.Diagnostics.Select(d => d.Detail));
        return [.. Assert.IsType<ListValue>(((ObjectValue)read.State)["certificates"]).Elements.Cast<ObjectValue>()];
    }

    private static async Task<string> Fault(params (string, Value)[] arguments) =>
        Assert.Single((await (await new Embedded("tls", "tls_certificate").Configured()).ReadData(arguments)).Diagnostics).Summary;
}
