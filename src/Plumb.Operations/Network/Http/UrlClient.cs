using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Network.Http;

/// <summary>
/// Asks addresses: follows redirects, answers challenges, keeps cookies on the way. What goes wrong is an answer with a message in the
/// peer's words, not an exception.
/// </summary>
internal sealed class UrlClient(IHost host)
{
    private const int MaximumRedirects = 10;
    private readonly CookieJar _cookies = new();

    public async ValueTask<UrlAnswer> AskAsync(UrlQuestion question, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(question.Timeout);
        try
        {
            return await FollowAsync(question, limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(question, "Request failed: <urlopen error timed out>");
        }
        catch (HostException fault) when (fault.Error is "ECONNRESET" or "EPIPE")
        {
            throw new OperationException(SystemErrors.Python(fault), Failed(question, "").Info("-").Build().Without("msg"));
        }
        catch (HostException fault) when (fault.Error == "EPROTO")
        {
            return Failed(question, "Connection failure: connection was closed before a valid response was received: " + fault.Message);
        }
        catch (HostException fault)
        {
            return Failed(question, $"Request failed: <urlopen error {(fault.Error == "ETLS" ? fault.Message : $"[Errno {fault.Number}] {fault.Message}")}>");
        }
        catch (IOException fault)
        {
            return Failed(question, "Connection failure: " + fault.Message);
        }
    }

    private static UrlAnswer Failed(UrlQuestion question, string message) => new(-1, message, question.Url) { IsError = true };

    private async ValueTask<UrlAnswer> FollowAsync(UrlQuestion question, CancellationToken cancellation)
    {
        var original = question;
        question = Credentials.TakeFrom(question, host);
        for (var redirects = 0; ; redirects++)
        {
            if (!Uri.TryCreate(question.Url, UriKind.Absolute, out var address)) throw new OperationException($"unknown url type: '{question.Url}'", Failed(original, "").Info("-").Build().Without("msg"));
            if (address.Scheme == "file") return ReadFile(question, address);
            if (address.Scheme is not ("http" or "https")) return Failed(original, $"Request failed: <urlopen error unknown url type: {address.Scheme}>");
            var answer = await SendAsync(question, address, cancellation).ConfigureAwait(false);
            _cookies.Take(address, answer);
            if (Redirect.Next(question, address, answer) is { } next)
            {
                await answer.DisposeAsync().ConfigureAwait(false);
                if (redirects >= MaximumRedirects) return Answer(question, original, answer, "The HTTP server returned a redirect error that would lead to an infinite loop.\nThe last 30x error message was:\n" + answer.Reason);
                question = next;
                continue;
            }
            return Answer(question, original, answer, answer.Reason);
        }
    }

    private UrlAnswer Answer(UrlQuestion question, UrlQuestion original, HttpAnswer answer, string reason)
    {
        var isError = answer.Status is < 200 or > 299;
        var message = isError ? $"HTTP Error {answer.Status}: {reason}" : $"OK ({answer.Header("Content-Length") ?? "unknown"} bytes)";
        // Of an error the peer tells the address that was asked, not the one that a redirect led to.
        return new UrlAnswer(answer.Status, message, isError ? original.Url : question.Url)
        {
            Headers = answer.Headers,
            Body = answer.Body,
            Cookies = _cookies.All,
            IsError = isError,
        };
    }

    private async ValueTask<HttpAnswer> SendAsync(UrlQuestion question, Uri address, CancellationToken cancellation)
    {
        var answer = await SendOnceAsync(question, address, null, cancellation).ConfigureAwait(false);
        if (answer.Status != 401 || question.User is not { Length: > 0 } || question.ForceBasic) return answer;
        if (Challenge.Answer(answer.Header("WWW-Authenticate"), question, address) is not { } authorization) return answer;
        await answer.DisposeAsync().ConfigureAwait(false);
        return await SendOnceAsync(question, address, authorization, cancellation).ConfigureAwait(false);
    }

    private ValueTask<HttpAnswer> SendOnceAsync(UrlQuestion question, Uri address, string? authorization, CancellationToken cancellation)
    {
        var headers = new List<KeyValuePair<string, string>>(question.Headers);
        AddMissing(headers, "Accept-Encoding", "identity");
        AddMissing(headers, "Connection", "close");
        if (question.Body is not null) AddMissing(headers, "Content-Type", "application/x-www-form-urlencoded");
        if (authorization is not null) headers.Add(new("Authorization", authorization));
        else if (question.ForceBasic && question.User is { Length: > 0 } user) AddMissing(headers, "Authorization", Credentials.Basic(user, question.Password));
        if (_cookies.For(address) is { } cookies) AddMissing(headers, "Cookie", cookies);
        return host.Network.SendAsync(new HttpQuestion(question.Method, address)
        {
            Headers = headers,
            Body = question.Body,
            UnixSocket = question.UnixSocket,
            UseProxy = question.UseProxy,
            Decompress = question.Decompress,
            Tls = question.Tls,
        }, cancellation);
    }

    private static void AddMissing(List<KeyValuePair<string, string>> headers, string name, string value)
    {
        if (!headers.Any(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase))) headers.Add(new(name, value));
    }

    private UrlAnswer ReadFile(UrlQuestion question, Uri address)
    {
        var path = Uri.UnescapeDataString(address.AbsolutePath);
        if (host.Files.Look(path) is not { Kind: FileKind.File } status)
        {
            return Failed(question, $"Request failed: <urlopen error [Errno 2] No such file or directory: '{path}'>");
        }
        var body = host.Files.OpenRead(path);
        // There is no status where there is no server.
        return new UrlAnswer(0, $"OK ({status.Size} bytes)", question.Url) { Body = body };
    }
}
