using System.Net;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Tls;

/// <summary>The provider block of tls: the proxy through which data sources reach servers. Without one they reach them directly.</summary>
public sealed class TlsConfiguration : ProviderConfiguration
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks5"];

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "The configuration of the provider.",
        Blocks =
        [
            new NestedBlockSchema("proxy", NestingMode.List, new BlockSchema
            {
                Description = "The proxy through which data sources that make requests reach servers.",
                Attributes =
                [
                    Arguments.Optional("url", DataType.String, "The URL of the proxy, of http, https or socks5."),
                    Arguments.Optional("username", DataType.String, "The user as whom to be let through."),
                    Arguments.Optional("password", DataType.String, "The password of the user.").Sensitive(),
                    Arguments.Optional("from_env", DataType.Bool, "Take the proxy from the variables HTTP_PROXY, HTTPS_PROXY and NO_PROXY."),
                ],
            }),
        ],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        if (call.Config["proxy"] is ListValue { Count: > 1 })
            problems.Add(ProviderDiagnostic.Error(AttributeChecks.InvalidValue, "Attribute proxy list must contain at least 0 elements and at most 1 elements: there can be one proxy.", ValuePath.Root.Attribute("proxy")));
        foreach (var proxy in call.Config.BlocksOf("proxy"))
        {
            problems.AddRange(UrlCheck.Check(proxy, "url", ProxySchemes));
            problems.AddRange(proxy.Conflicts("from_env", "url", "username", "password"));
            problems.AddRange(proxy.Requires("username", "url"));
            problems.AddRange(proxy.Requires("password", "username"));
        }
        return new(problems);
    }

    public override ValueTask<ConfiguredClient> ConfigureAsync(ObjectValue config, ConfigureRequest request, ProviderSession session, CancellationToken cancellation) =>
        new(new ConfiguredClient(new TlsClient(config.BlocksOf("proxy").FirstOrDefault() is { } proxy ? ProxyOf(proxy) : null)));

    private static IWebProxy? ProxyOf(ObjectValue proxy)
    {
        if (Uri.TryCreate(proxy.TextOf("url"), UriKind.Absolute, out var url))
            return new WebProxy(url) { Credentials = Credentials(proxy, url) };
        return proxy.FlagOf("from_env") is true ? HttpClient.DefaultProxy : null;
    }

    /// <summary>The user may stand in the URL, too.</summary>
    private static NetworkCredential? Credentials(ObjectValue proxy, Uri url)
    {
        if (proxy.TextOf("username") is { } user) return new NetworkCredential(user, proxy.TextOf("password") ?? "");
        return url.UserInfo.Split(':', 2) is [{ Length: > 0 } name, .. var rest]
            ? new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(rest.FirstOrDefault() ?? ""))
            : null;
    }
}

/// <summary>What the configuration of tls comes to: the proxy, or null for none.</summary>
internal sealed record TlsClient(IWebProxy? Proxy);
