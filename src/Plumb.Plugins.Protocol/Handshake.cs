namespace Plumb.Plugins.Protocol;

/// <summary>What a host and a plugin process tell each other on the way to a connection: environment variables in, one line of standard output back.</summary>
public static class Handshake
{
    public const string CookieVariable = "TF_PLUGIN_MAGIC_COOKIE";

    /// <summary>Not a secret: it keeps people from starting a plugin by hand without knowing what it is.</summary>
    public const string CookieValue = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

    public const string VersionsVariable = "PLUGIN_PROTOCOL_VERSIONS";

    /// <summary>The host's certificate as PEM; where it is set, both sides use TLS.</summary>
    public const string ClientCertificateVariable = "PLUGIN_CLIENT_CERT";

    public const string SocketDirectoryVariable = "PLUGIN_UNIX_SOCKET_DIR";

    public const string MinimumPortVariable = "PLUGIN_MIN_PORT";

    public const string MaximumPortVariable = "PLUGIN_MAX_PORT";

    public const string MultiplexVariable = "PLUGIN_MULTIPLEX_GRPC";

    /// <summary>The version of the handshake itself.</summary>
    public const int CoreVersion = 1;
}
