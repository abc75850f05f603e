using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Tests.Network;

public sealed class WebOperationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("web").FullName;
    private readonly OperationTrial _trial;

    public WebOperationTests() => _trial = new OperationTrial(TestMachine.In(_folder, ("HOME", _folder), ("NETRC", _folder + "/.netrc")));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private OperationResult Ask(WebServer server, string path, string more = "") =>
        _trial.Run("uri", $$"""{"url": "{{server.Address}}{{path}}"{{(more.Length > 0 ? ", " + more : "")}}}""");

    [Fact]
    public void An_answer_is_returned_with_its_headers_and_its_JSON()
    {
        using var server = new WebServer(_ => WebServer.Answer("200 OK", """{"a": [1]}""", "Content-Type: application/json; charset=utf-8", "X-One: 1", "Set-Cookie: k=v; Path=/"));
        var result = Ask(server, "/x?y=1", "\"return_content\": true");

        Assert.False(result.Failed);
        Assert.Equal("OK (10 bytes)", result.Message);
        Assert.Equal(200, result.Values.Integer("status"));
        Assert.Equal("1", result.Values.Text("x_one"));
        Assert.Equal("""{"a":[1]}""", DataJson.Write(result.Values["json"] ?? DataValue.Null));
        Assert.Equal("""{"a": [1]}""", result.Values.Text("content"));
        Assert.Equal("k=v", result.Values.Text("cookies_string"));
        Assert.Equal("ansible-httpget", server.Requests[0].Headers["User-Agent"]);
        Assert.Equal("/x?y=1", server.Requests[0].Path);
    }

    [Fact]
    public void A_status_that_is_not_expected_fails()
    {
        using var server = new WebServer(_ => WebServer.Answer("404 Not Found", "gone"));

        Assert.Equal("failed: Status code was 404 and not [200]: HTTP Error 404: Not Found", OperationTrial.Summary(Ask(server, "/")));
        Assert.Equal("ok: HTTP Error 404: Not Found", OperationTrial.Summary(Ask(server, "/", "\"status_code\": [200, 404]")));
    }

    [Fact]
    public void Redirects_are_followed_as_far_as_is_safe()
    {
        using var server = new WebServer(r => r.Path == "/to" ? WebServer.Answer("200 OK", r.Method) : WebServer.Answer("302 Found", "", "Location: /to", "Set-Cookie: c=1"));
        var followed = Ask(server, "/from", "\"return_content\": true");

        Assert.True(followed.Values.Flag("redirected"));
        Assert.Equal(server.Address + "/to", followed.Values.Text("url"));
        Assert.Equal("c=1", server.Requests[1].Headers["Cookie"]);
        Assert.Equal("failed: Status code was 302 and not [200]: HTTP Error 302: Found", OperationTrial.Summary(Ask(server, "/from", "\"method\": \"POST\"")));
        Assert.Equal("GET", Ask(server, "/from", "\"method\": \"POST\", \"follow_redirects\": \"all\", \"return_content\": true").Values.Text("content"));
        Assert.Equal(302, Ask(server, "/from", "\"follow_redirects\": \"none\", \"status_code\": 302").Values.Integer("status"));
    }

    [Fact]
    public void Bodies_are_written_in_the_format_that_is_chosen()
    {
        using var server = new WebServer(_ => WebServer.Answer("200 OK"));
        Ask(server, "/", """ "method": "POST", "body_format": "json", "body": {"a": [1, true, null], "b": "ü"} """);
        Ask(server, "/", """ "method": "PUT", "body_format": "form-urlencoded", "body": {"a b": "c&d", "e": [1, 2]} """);
        Ask(server, "/", """ "method": "POST", "body": "plain", "headers": {"Content-Type": "text/x"} """);
        File.WriteAllText(Path.Combine(_folder, "up.txt"), "file");
        Ask(server, "/", $$""" "method": "POST", "body_format": "form-multipart", "body": {"f": {"filename": "{{_folder}}/up.txt"}, "t": "text"} """);

        Assert.Equal(("""{"a": [1, true, null], "b": "\u00fc"}""", "application/json"), (server.Requests[0].Body, server.Requests[0].Headers["Content-Type"]));
        Assert.Equal(("a+b=c%26d&e=1&e=2", "application/x-www-form-urlencoded"), (server.Requests[1].Body, server.Requests[1].Headers["Content-Type"]));
        Assert.Equal(("plain", "text/x"), (server.Requests[2].Body, server.Requests[2].Headers["Content-Type"]));
        Assert.Contains("name=\"f\"; filename=\"up.txt\"\r\n\r\nZmlsZQ==\r\n", server.Requests[3].Body, StringComparison.Ordinal);
        Assert.Contains("name=\"t\"\r\n\r\ntext\r\n", server.Requests[3].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic realm=\"x\"", "Basic dTpw")]
    [InlineData("Digest realm=\"x\", nonce=\"n\", qop=\"auth\"", "Digest username=\"u\", realm=\"x\", nonce=\"n\"")]
    public void A_challenge_is_answered(string challenge, string answer)
    {
        using var server = new WebServer(r => r.Headers.ContainsKey("Authorization") ? WebServer.Answer("200 OK") : WebServer.Answer("401 Unauthorized", "", "WWW-Authenticate: " + challenge));

        Assert.False(Ask(server, "/", "\"url_username\": \"u\", \"url_password\": \"p\"").Failed);
        Assert.StartsWith(answer, server.Requests[1].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_are_found_in_netrc_and_do_not_leave_their_server()
    {
        using var other = new WebServer(_ => WebServer.Answer("200 OK"));
        using var server = new WebServer(_ => WebServer.Answer("302 Found", "", $"Location: {other.Address}/"));
        File.WriteAllText(Path.Combine(_folder, ".netrc"), "machine 127.0.0.1 login u password p\n");
        Ask(server, "/");

        Assert.Equal("Basic dTpw", server.Requests[0].Headers["Authorization"]);
        Assert.False(other.Requests[0].Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public void A_download_is_kept_and_asked_for_again_only_if_it_is_newer()
    {
        using var server = new WebServer(r => r.Headers.ContainsKey("If-Modified-Since")
            ? WebServer.Answer("304 Not Modified")
            : WebServer.Answer("200 OK", "x\n", "Content-Disposition: attachment; filename=\"../n.txt\""));
        var first = _trial.Run("get_url", $$"""{"url": "{{server.Address}}/f.txt", "dest": "{{_folder}}", "mode": "0600"}""");
        var second = _trial.Run("get_url", $$"""{"url": "{{server.Address}}/f.txt", "dest": "{{_folder}}/n.txt"}""");

        Assert.Equal("changed: OK (2 bytes)", OperationTrial.Summary(first));
        Assert.Equal(_folder + "/n.txt", first.Values.Text("dest"));
        Assert.Equal("0600", first.Values.Text("mode"));
        Assert.Equal("ok: HTTP Error 304: Not Modified", OperationTrial.Summary(second));
        Assert.Equal(304, second.Values.Integer("status_code"));
    }

    [Fact]
    public void A_download_that_is_not_what_was_wanted_does_not_stay()
    {
        using var server = new WebServer(r => r.Path == "/f" ? WebServer.Answer("200 OK", "x\n") : WebServer.Answer("500 Internal Server Error"));
        var wrong = _trial.Run("get_url", $$"""{"url": "{{server.Address}}/f", "dest": "{{_folder}}/f", "checksum": "md5:00"}""");
        var failed = _trial.Run("get_url", $$"""{"url": "{{server.Address}}/g", "dest": "{{_folder}}/f"}""");

        Assert.Equal($"failed: The checksum for {_folder}/f did not match 00; it was 401b30e3b8b5d629635a5c613cdb7919.", OperationTrial.Summary(wrong));
        Assert.False(File.Exists(_folder + "/f"));
        Assert.Equal(("Request failed", "HTTP Error 500: Internal Server Error"), (failed.Message, failed.Values.Text("response")));
    }

    [Fact]
    public void A_port_is_waited_for()
    {
        using var server = new WebServer(_ => "");

        Assert.Equal("ok", OperationTrial.Summary(_trial.Run("wait_for", $$"""{"port": {{server.Port}}, "timeout": 5}""")));
        Assert.Equal($"failed: Timeout when waiting for 127.0.0.1:{server.Port} to stop.",
            OperationTrial.Summary(_trial.Run("wait_for", $$"""{"port": {{server.Port}}, "timeout": 1, "state": "stopped"}""")));
    }
}
