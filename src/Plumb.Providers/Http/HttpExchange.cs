using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;

namespace Plumb.Providers.Http;

/// <summary>
/// Makes a request until it is answered. As with the official provider, an answer of status 429 or of 500 and above but for 501
/// counts as a failure, and failures are tried again after delays that double, or as long as the answer says.
/// </summary>
internal sealed class HttpExchange(HttpMessageInvoker client, TimeProvider clock)
{
    private const int MaxRedirects = 10;
    private const int MaxBody = 256 << 20;
    private const int NotImplemented = 501;

    private static readonly string[] ContentHeaders =
        ["Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location", "Content-MD5", "Content-Range", "Content-Type", "Expires", "Last-Modified"];

    /// <summary>Not passed on to another host.</summary>
    private static readonly string[] Credentials = ["Authorization", "Www-Authenticate", "Cookie", "Cookie2"];

    /// <summary>Of how the body travelled, not of what it is.</summary>
    private static readonly string[] Framing = ["Transfer-Encoding", "Trailer"];

    private TimeSpan? _askedDelay;

    /// <summary>Fails with an <see cref="HttpFailure"/>.</summary>
    public async Task<HttpAnswer> AskAsync(HttpQuestion question, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryAsync(question, cancellation).ConfigureAwait(false);
            }
            catch (HttpFailure failure)
            {
                if (failure.MayPass && attempt < question.Retries) await Task.Delay(DelayAfter(attempt, question), clock, cancellation).ConfigureAwait(false);
                else if (!failure.MayPass || question.Retries == 0) throw;
                else throw new HttpFailure(string.Create(CultureInfo.InvariantCulture, $"{failure.Message.TrimEnd('.')}. This was attempt {attempt + 1}; there are no more."), mayPass: false);
            }
        }
    }

    private TimeSpan DelayAfter(int attempt, HttpQuestion question)
    {
        if (_askedDelay is { } asked) return asked;
        var doubled = question.LeastDelay.TotalMilliseconds * Math.Pow(2, attempt);
        return TimeSpan.FromMilliseconds(Math.Min(doubled, question.MostDelay.TotalMilliseconds));
    }

    private async Task<HttpAnswer> TryAsync(HttpQuestion question, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (question.Timeout is { } timeout) ending.CancelAfter(timeout);
        try
        {
            using var response = await FollowAsync(question, ending.Token).ConfigureAwait(false);
            _askedDelay = null;
            var status = (int)response.StatusCode;
            if (status == (int)HttpStatusCode.TooManyRequests || (status >= 500 && status != NotImplemented))
            {
                if (status is (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable) _askedDelay = AskedDelay(response);
                throw new HttpFailure(string.Create(CultureInfo.InvariantCulture, $"The answer's status is {status} {response.ReasonPhrase}, which is a failure."), mayPass: true);
            }
            return new HttpAnswer(status, HeadersOf(response), await ReadAsync(response, ending.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpFailure(string.Create(CultureInfo.InvariantCulture, $"The request exceeded the specified timeout of {question.Timeout?.TotalMilliseconds} ms."), mayPass: true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new HttpFailure(Whole(e), mayPass: !Causes(e).Any(c => c is AuthenticationException));
        }
        catch (Exception e) when (e is NotSupportedException or FormatException or InvalidOperationException)
        {
            throw new HttpFailure(e.Message, mayPass: false);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpQuestion question, CancellationToken cancellation)
    {
        for (var hop = 0; ; hop++)
        {
            var request = RequestOf(question);
            var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location) return response;
            response.Dispose();
            if (hop == MaxRedirects) throw new HttpFailure($"The request was redirected more than {MaxRedirects} times.", mayPass: false);
            question = Redirected(question, new Uri(question.Url, location), keepsBody: (int)response.StatusCode is 307 or 308);
        }
    }

    private static HttpQuestion Redirected(HttpQuestion question, Uri target, bool keepsBody)
    {
        var isSameHost = string.Equals(target.IdnHost, question.Url.IdnHost, StringComparison.OrdinalIgnoreCase);
        return question with
        {
            Url = target,
            Method = keepsBody || question.Method == "HEAD" ? question.Method : "GET",
            Body = keepsBody ? question.Body : null,
            Headers = [.. question.Headers.Where(h => !h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase) && (isSameHost || !Credentials.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))],
        };
    }

    private static HttpRequestMessage RequestOf(HttpQuestion question)
    {
        var request = new HttpRequestMessage(new HttpMethod(question.Method), question.Url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        if (question.Body is { } body) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Headers.TryAddWithoutValidation("User-Agent", "Plumb");
        // Who asks may stand in the URL; a header of one's own comes before that.
        if (question.Url.UserInfo.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(WithPassword(Uri.UnescapeDataString(question.Url.UserInfo)))));
        foreach (var (name, value) in question.Headers)
        {
            var headers = ContentHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) ? (HttpHeaders)(request.Content ??= new ByteArrayContent([])).Headers : request.Headers;
            headers.Remove(name);
            if (!headers.TryAddWithoutValidation(name, value)) throw new HttpFailure($"\"{name}\" cannot be the name of a header.", mayPass: false);
        }
        return request;
    }

    private static string WithPassword(string user) => user.Contains(':') ? user : user + ":";

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            var usual = Usual(name);
            if (!Framing.Contains(usual)) headers[usual] = string.Join(", ", values);
        }
        return headers;
    }

    /// <summary>Words of a name begin in upper case, whatever was sent.</summary>
    private static string Usual(string name) =>
        string.Join('-', name.Split('-').Select(w => w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..].ToLowerInvariant()));

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[81920];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBody) throw new HttpFailure($"The answer has more than {MaxBody >> 20} MiB.", mayPass: false);
        }
        return body.ToArray();
    }

    private TimeSpan? AskedDelay(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>A cause that only says again what its effect said is left out.</summary>
    private static string Whole(Exception e) => e.InnerException is { } inner && !e.Message.Contains(inner.Message, StringComparison.Ordinal) ? $"{e.Message} {inner.Message}" : e.Message;

    private static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException) yield return e;
    }
}
