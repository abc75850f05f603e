using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Engine;

/// <summary>
/// Speaks the engine's HTTP interface: about twenty requests of it, with bodies whose reading and writing is generated, so
/// that the program can be compiled to native code. Paths carry no version, which makes the engine take its own latest.
/// </summary>
internal sealed class EngineClient(HttpMessageHandler handler, Uri address) : IDisposable
{
    private const int LongestRefusal = 64 * 1024;

    private readonly HttpClient _http = new(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <exception cref="EngineException">Nothing answers, or something that is no engine.</exception>
    public async Task PingAsync(CancellationToken cancellation) => (await SendAsync(new HttpRequestMessage(HttpMethod.Get, "/_ping"), cancellation)).Dispose();

    public async Task<T> GetAsync<T>(Query query, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, query.ToString()), cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    /// <summary>The same, and null for what does not exist.</summary>
    public async Task<T?> FindAsync<T>(Query query, JsonTypeInfo<T> type, CancellationToken cancellation) where T : class
    {
        try
        {
            return await GetAsync(query, type, cancellation);
        }
        catch (EngineException e) when (e.IsMissing)
        {
            return null;
        }
    }

    public async Task<TResult> PostAsync<TBody, TResult>(Query query, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TResult> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Post, query.ToString()) { Content = JsonContent.Create(body, bodyType) }, cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    public async Task<T> PostAsync<T>(Query query, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Post, query.ToString()), cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    public async Task PostAsync<TBody>(Query query, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellation) =>
        (await SendAsync(new HttpRequestMessage(HttpMethod.Post, query.ToString()) { Content = JsonContent.Create(body, bodyType) }, cancellation)).Dispose();

    public async Task PostAsync(Query query, CancellationToken cancellation) =>
        (await SendAsync(new HttpRequestMessage(HttpMethod.Post, query.ToString()), cancellation)).Dispose();

    /// <summary>What is gone already is deleted.</summary>
    public async Task DeleteAsync(Query query, CancellationToken cancellation)
    {
        try
        {
            (await SendAsync(new HttpRequestMessage(HttpMethod.Delete, query.ToString()), cancellation)).Dispose();
        }
        catch (EngineException e) when (e.IsMissing)
        {
            // Somebody else deleted it.
        }
    }

    /// <summary>Sends a tar archive; the caller disposes of the response, whose body may go on for long.</summary>
    public Task<HttpResponseMessage> SendArchiveAsync(HttpMethod method, Query query, Stream archive, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellation)
    {
        var content = new StreamContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        return SendAsync(method, query, headers, content, cancellation);
    }

    /// <summary>The caller disposes of the response, whose body may go on for long.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, Query query, IReadOnlyDictionary<string, string>? headers, HttpContent? content, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(method, query.ToString()) { Content = content };
        foreach (var (name, value) in headers ?? new Dictionary<string, string>()) request.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(request, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellation) ?? throw new EngineException("The engine answered with nothing.", response.StatusCode);
        }
        catch (JsonException e)
        {
            throw new EngineException($"The engine's answer to {response.RequestMessage?.RequestUri?.AbsolutePath} cannot be read: {e.Message}", response.StatusCode, e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new EngineException($"The Docker engine cannot be reached: {e.InnerException?.Message ?? e.Message}", cause: e);
        }
        // 304: it is started or stopped already, which is what was asked for.
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified) return response;
        using (response) throw new EngineException(await RefusalAsync(response, cancellation), response.StatusCode);
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await BoundedTextAsync(response.Content, cancellation);
        try
        {
            if (JsonSerializer.Deserialize(text, WireContext.Default.Refusal)?.Message is { Length: > 0 } message) return message;
        }
        catch (JsonException)
        {
            // Proxies and other programs at the address answer in their own words.
        }
        return text.Length > 0 ? text.Trim() : $"The engine answered {(int)response.StatusCode} ({response.ReasonPhrase}).";
    }

    private static async Task<string> BoundedTextAsync(HttpContent content, CancellationToken cancellation)
    {
        using var reader = new StreamReader(await content.ReadAsStreamAsync(cancellation));
        var buffer = new char[LongestRefusal];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellation));
    }
}
