using System.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Providers.Tests.Http;

public sealed class HttpProviderTests
{
    private readonly Embedded _http = new("http", "http");

    [Fact]
    public async Task An_answer_is_given_with_its_headers()
    {
        await using var server = new LoopbackServer(_ => "HTTP/1.1 201 Created\nx-one: a\nX-ONE: b\ncontent-type: text/plain; charset=utf-8\nContent-Length: 3\nConnection: close\n\nabc");
        var state = await Read(("url", Value.String(server.Url + "/path?q=1")), ("request_headers", Map(("X-Asked", "yes"), ("Host", "other.example"), ("Content-Type", "application/json"))));
        Assert.Equal(("abc", "abc", "YWJj", Value.Number(201)), (Embedded.Text(state, "response_body"), Embedded.Text(state, "body"), Embedded.Text(state, "response_body_base64"), state["status_code"]));
        var headers = Assert.IsType<MapValue>(state["response_headers"]);
        Assert.Equal(("a, b", "text/plain; charset=utf-8", "3"), (Embedded.Text(headers, "X-One"), Embedded.Text(headers, "Content-Type"), Embedded.Text(headers, "Content-Length")));
        Assert.Equal(server.Url + "/path?q=1", Embedded.Text(state, "id"));
        var request = Assert.Single(server.Received);
        Assert.Equal(("GET /path?q=1 HTTP/1.1", "yes", "other.example", "application/json"), (request.Line, request.Headers["X-Asked"], request.Headers["Host"], request.Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_body_is_sent_and_bytes_that_are_no_text_are_warned_of()
    {
        await using var server = new LoopbackServer(_ => "HTTP/1.1 200 OK\nContent-Length: 2\n\n\u00ff\u00fe");
        var read = await _http.ReadData(("url", Value.String(server.Url)), ("method", Value.String("POST")), ("request_body", Value.String("{\"a\":1}")));
        Assert.Equal("Response body is not recognized as UTF-8", Assert.Single(read.Diagnostics).Summary);
        Assert.Equal("//4=", Embedded.Text((ObjectValue)read.State, "response_body_base64"));
        Assert.Equal(("POST / HTTP/1.1", "{\"a\":1}"), (server.Received[0].Line, server.Received[0].Body));
    }

    [Fact]
    public async Task A_user_in_the_url_is_sent_and_not_told()
    {
        await using var server = new LoopbackServer(_ => "HTTP/1.1 503 Busy\nContent-Length: 0\n\n");
        var fault = await Fault(("url", Value.String(server.Url.Replace("http://", "http://us%40er:secret@", StringComparison.Ordinal))));
        Assert.Equal("Basic " + Convert.ToBase64String("us@er:secret"u8), Assert.Single(server.Received).Headers["Authorization"]);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirections_are_followed_and_a_circle_ends()
    {
        await using var server = new LoopbackServer(r => r.Line.Contains("/end", StringComparison.Ordinal) ? "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"
            : r.Line.Contains("/round", StringComparison.Ordinal) ? "HTTP/1.1 302 Found\nLocation: /round\nContent-Length: 0\n\n" : "HTTP/1.1 303 See Other\nLocation: /end\nContent-Length: 0\n\n");
        Assert.Equal("ok", Embedded.Text(await Read(("url", Value.String(server.Url)), ("method", Value.String("POST")), ("request_body", Value.String("x"))), "response_body"));
        Assert.Equal(["POST / HTTP/1.1", "GET /end HTTP/1.1"], server.Received.Select(r => r.Line));
        Assert.Contains("redirected", await Fault(("url", Value.String(server.Url + "/round"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_are_tried_again_after_growing_delays()
    {
        var count = 0;
        await using var server = new LoopbackServer(_ => ++count < 3 ? "HTTP/1.1 503 Unavailable\nContent-Length: 0\n\n" : "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
        var start = Stopwatch.GetTimestamp();
        Assert.Equal("ok", Embedded.Text(await Read(("url", Value.String(server.Url)), Retry(2, 40, 1000)), "response_body"));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 120, 60_000);
        count = -10;
        Assert.Contains("503", await Fault(("url", Value.String(server.Url)), Retry(1, 1, 1)), StringComparison.Ordinal);
        Assert.Equal(5, server.Received.Count);
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(501, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    public async Task Some_statuses_are_failures(int status, bool fails)
    {
        await using var server = new LoopbackServer(_ => $"HTTP/1.1 {status} Status\nContent-Length: 0\n\n");
        var read = await _http.ReadData(("url", Value.String(server.Url)));
        if (fails) Assert.Equal("Error making request", Assert.Single(read.Diagnostics).Summary);
        else Assert.Equal(Value.Number(status), ((ObjectValue)read.State)["status_code"]);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var url = Value.String($"http://{silent.LocalEndpoint}");
        Assert.Contains("exceeded the specified timeout of 100 ms", await Fault(("url", url), ("request_timeout_ms", Value.Number(100))), StringComparison.Ordinal);
        silent.Stop();
        Assert.Contains("refused", await Fault(("url", url)), StringComparison.Ordinal);
        Assert.Contains("is not a URL", await Fault(("url", Value.String("ftp://localhost"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_checked_unless_it_is_not_to_be()
    {
        var authority = await TestAuthority.Create();
        await using var server = new LoopbackServer(_ => "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", await authority.Server());
        (string, Value) url = ("url", Value.String(server.Url));
        Assert.Contains("certificate", await Fault(url), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("ok", Embedded.Text(await Read(url, ("insecure", Value.True)), "response_body"));
        Assert.Equal("ok", Embedded.Text(await Read(url, ("ca_cert_pem", Value.String(authority.Pem))), "response_body"));
        var other = await TestAuthority.Create();
        Assert.Contains("certificate", await Fault(url, ("ca_cert_pem", Value.String(other.Pem))), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("certificate", await Fault(("url", Value.String($"https://127.0.0.1:{server.Port}")), ("ca_cert_pem", Value.String(authority.Pem))), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Error configuring TLS client", Assert.Single((await _http.ReadData(url, ("ca_cert_pem", Value.String("x")))).Diagnostics).Summary);
    }

    [Fact]
    public async Task A_client_shows_its_certificate()
    {
        var authority = await TestAuthority.Create();
        await using var server = new LoopbackServer(r => $"HTTP/1.1 200 OK\nConnection: close\n\n{r.Client}", await authority.Server(asksForClient: true));
        var (certificate, key) = await authority.Sign("client");
        (string, Value)[] common = [("url", Value.String(server.Url)), ("ca_cert_pem", Value.String(authority.Pem))];
        Assert.Equal("CN=client", Embedded.Text(await Read([.. common, ("client_cert_pem", Value.String(certificate)), ("client_key_pem", Value.String(key))]), "response_body"));
        Assert.Equal("Error configuring TLS client", Assert.Single((await _http.ReadData([.. common, ("client_cert_pem", Value.String(certificate)), ("client_key_pem", Value.String("x"))])).Diagnostics).Summary);
    }

    [Fact]
    public async Task Arguments_are_checked()
    {
        (string, Value) url = ("url", Value.String("http://localhost"));
        Assert.Equal(["Invalid Attribute Value Match"], await _http.DataProblems(url, ("method", Value.String("DELETE"))));
        Assert.Equal(["Invalid Attribute Value"], await _http.DataProblems(url, ("request_timeout_ms", Value.Number(0))));
        Assert.Equal(["Invalid Attribute Combination"], await _http.DataProblems(url, ("ca_cert_pem", Value.String("x")), ("insecure", Value.False)));
        Assert.Equal(["Invalid Attribute Combination"], await _http.DataProblems(url, ("client_cert_pem", Value.String("x"))));
        Assert.Equal(["Invalid Attribute Value", "Invalid Attribute Value"], await _http.DataProblems(url, Retry(-1, 10, 9)));
    }

    private static MapValue Map(params (string Key, string Text)[] entries) => Value.Map(DataType.String, entries.Select(e => KeyValuePair.Create(e.Key, (Value)Value.String(e.Text))));

    private static (string, Value) Retry(int attempts, int least, int most) =>
        ("retry", Value.Object(("attempts", Value.Number(attempts)), ("min_delay_ms", Value.Number(least)), ("max_delay_ms", Value.Number(most))));

    private async Task<ObjectValue> Read(params (string, Value)[] arguments)
    {
        var read = await _http.ReadData(arguments);
        Assert.Empty(read.Diagnostics.Select(d => d.Detail));
        return Assert.IsType<ObjectValue>(read.State);
    }

    private async Task<string> Fault(params (string, Value)[] arguments) => Assert.Single((await _http.ReadData(arguments)).Diagnostics).Detail;
}
