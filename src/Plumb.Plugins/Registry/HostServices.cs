using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.Installation;

namespace Plumb.Plugins.Registry;

/// <summary>Finds out where a host has its services: from the user's host block, or from the host's discovery document.</summary>
public sealed class HostServices(RegistryHttp http, CliSettings settings)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<(JsonElement Document, Uri Location)?>>> _documents = new(StringComparer.Ordinal);

    /// <summary>The address ends with a slash. Throws <see cref="ProviderSourceException"/> where the host has no such service.</summary>
    public async Task<Uri> FindAsync(string host, string service, CancellationToken cancellation)
    {
        var found = await DocumentAsync(host, cancellation).ConfigureAwait(false);
        if (found is not { } answer) throw None(host, service, []);
        return answer.Document.Text(service) is { } text ? Address(answer.Location, text, host) : throw None(host, service, answer.Document.EnumerateObject().Select(p => p.Name));
    }

    /// <summary>Null where the host has no such service.</summary>
    internal async Task<Uri?> TryFindAsync(string host, string service, CancellationToken cancellation)
    {
        try
        {
            return await FindAsync(host, service, cancellation).ConfigureAwait(false);
        }
        catch (ProviderSourceException e) when (e.Fault == SourceFault.NoRegistry)
        {
            return null;
        }
    }

    /// <summary>All that a host says of its services, and where it says so; null where it says nothing.</summary>
    internal async Task<(JsonElement Document, Uri Location)?> DocumentAsync(string host, CancellationToken cancellation) =>
        settings.Services.TryGetValue(host, out var given) ? (given, Discovery(host))
        : await _documents.GetOrAdd(host, h => new(() => DiscoverAsync(h, cancellation))).Value.ConfigureAwait(false);

    private async Task<(JsonElement, Uri)?> DiscoverAsync(string host, CancellationToken cancellation)
    {
        var location = Discovery(host);
        HttpAnswer answer;
        try
        {
            answer = await http.GetAsync(location, host, cancellation).ConfigureAwait(false);
        }
        catch (ProviderSourceException e)
        {
            throw new ProviderSourceException($"could not connect to {host}: {e.Message}", e);
        }
        if (answer.Status == HttpStatusCode.NotFound) return null;
        if (answer.Status != HttpStatusCode.OK) throw new ProviderSourceException($"{location} answered with {(int)answer.Status}, so it is not known where {host} has its registry");
        return (answer.Json(), answer.Location);
    }

    private static Uri Discovery(string host) => new($"https://{host}/.well-known/terraform.json");

    private static Uri Address(Uri from, string text, string host) =>
        Uri.TryCreate(from, text.EndsWith('/') ? text : text + "/", out var address) && address.Scheme is "https" or "http"
            ? address
            : throw new ProviderSourceException($"the address \"{text}\" that {host} gives for its registry is none");

    private static ProviderSourceException None(string host, string service, IEnumerable<string> others)
    {
        var kind = service[..service.IndexOf('.', StringComparison.Ordinal)];
        return new ProviderSourceException(SourceFault.NoRegistry, others.Any(o => o.StartsWith(kind + ".", StringComparison.Ordinal))
            ? $"The host {host} has a registry, but none that speaks the protocol {service}."
            : $"The host {host} does not offer a registry of {kind}.");
    }
}
