using System.Collections.Concurrent;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Decoding;

namespace Plumb.Plugins.CliConfiguration.Credentials;

/// <summary>The user's tokens for hosts: from variables and files, or from the helper, which is asked once for each host.</summary>
public sealed class HostCredentials(CliSettings settings, CredentialsHelper? helper, DiagnosticBag diagnostics)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _fromHelper = new(StringComparer.Ordinal);

    /// <summary>Null where there is none for the host, which may have a port.</summary>
    public async ValueTask<string?> TokenAsync(string host, CancellationToken cancellation)
    {
        if (!HostName.TryNormalize(host, out var normal)) return null;
        if (settings.Tokens.TryGetValue(normal, out var known)) return known;
        if (helper is null) return null;
        return await _fromHelper.GetOrAdd(normal, h => new Lazy<Task<string?>>(() => AskAsync(helper, h, cancellation))).Value.ConfigureAwait(false);
    }

    private async Task<string?> AskAsync(CredentialsHelper program, string host, CancellationToken cancellation)
    {
        try
        {
            return await program.GetAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (CredentialsHelperException e)
        {
            diagnostics.Add(CliConfigurationRules.HelperFailed, null, $"The token for {host} could not be had from the credentials helper: {e.Message}");
            return null;
        }
    }
}
