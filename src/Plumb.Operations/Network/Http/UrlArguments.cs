using Plumb.Operations.Model;

namespace Plumb.Operations.Network.Http;

/// <summary>The arguments that all operations take which ask for addresses.</summary>
internal static class UrlArguments
{
    public static ArgumentSpec Force { get; } = new("force", ArgumentType.Boolean, "Do not take a copy from a cache.") { Default = false };

    public static ArgumentSpec Agent { get; } = new("http_agent", ArgumentType.Text, "The name of the program that is sent.") { Default = "ansible-httpget" };

    public static IReadOnlyList<ArgumentSpec> Common { get; } =
    [
        Force,
        Agent,
        new("use_proxy", ArgumentType.Boolean, "Use the proxies that the environment names.") { Default = true },
        new("validate_certs", ArgumentType.Boolean, "Whether certificates must be trusted.") { Default = true },
        new("force_basic_auth", ArgumentType.Boolean, "Send name and password before they are asked for.") { Default = false },
        new("client_cert", ArgumentType.Path, "The client's certificate."),
        new("client_key", ArgumentType.Path, "The key of the client's certificate."),
        new("use_gssapi", ArgumentType.Boolean, "Authenticate by GSSAPI.") { Default = false },
        new("unredirected_headers", ArgumentType.List, "Headers that are not sent to where a redirect leads.") { Elements = ArgumentType.Text, Default = Data.ListData.Empty },
        new("decompress", ArgumentType.Boolean, "Whether compressed answers are unpacked.") { Default = true },
        new("ciphers", ArgumentType.List, "The ciphers of TLS to use.") { Elements = ArgumentType.Text },
        new("use_netrc", ArgumentType.Boolean, "Whether names and passwords are taken from ~/.netrc.") { Default = true },
    ];
}
