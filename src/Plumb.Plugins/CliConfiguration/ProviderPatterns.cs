using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Decoding;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>Which providers a method is for: those that are included, all where none are, but for those that are excluded.</summary>
public sealed record ProviderPatterns(IReadOnlyList<ProviderPattern> Include, IReadOnlyList<ProviderPattern> Exclude)
{
    public static ProviderPatterns All { get; } = new([], []);

    public bool Admit(ProviderAddress address) =>
        !Exclude.Any(p => p.Matches(address)) && (Include.Count == 0 || Include.Any(p => p.Matches(address)));
}

/// <summary>A provider's address in which an asterisk stands for any host, namespace or type.</summary>
public sealed record ProviderPattern(string Host, string Namespace, string Type)
{
    private const string Any = "*";

    public bool Matches(ProviderAddress address) =>
        (Host == Any || Host == address.Host) && (Namespace == Any || Namespace == address.Namespace) && (Type == Any || Type == address.Type);

    /// <summary>A part may be an asterisk only where all after it are: a wildcard narrows from the left.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProviderPattern? pattern, [NotNullWhen(false)] out string? reason)
    {
        pattern = null;
        var parts = text.Split('/');
        if (parts.Length is < 2 or > 3)
        {
            reason = "it must have two or three parts with slashes between them";
            return false;
        }
        var (host, @namespace, type) = (parts.Length == 3 ? parts[0] : ProviderAddress.DefaultHost, parts[^2], parts[^1]);
        if (host == Any && @namespace != Any) reason = "the host can be a wildcard only if the namespace is also a wildcard";
        else if (@namespace == Any && type != Any) reason = "the namespace can be a wildcard only if the provider type is also a wildcard";
        else if (host != Any && !HostName.TryNormalize(host, out _)) reason = $"\"{host}\" is no host name";
        else reason = Normalize(host, @namespace, type, out pattern);
        return pattern is not null;
    }

    private static string? Normalize(string host, string @namespace, string type, out ProviderPattern? pattern)
    {
        pattern = null;
        var plain = $"{(host == Any ? ProviderAddress.DefaultHost : host)}/{(@namespace == Any ? "any" : @namespace)}/{(type == Any ? "any" : type)}";
        if (ProviderSource.Parse(plain, null, new DiagnosticBag()) is not { } address) return "its parts must be those of a provider's address, or asterisks";
        pattern = new ProviderPattern(host == Any ? Any : address.Host, @namespace == Any ? Any : address.Namespace, type == Any ? Any : address.Type);
        return null;
    }
}
