using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Settings;

/// <summary>The provider block. What it leaves out comes from the environment, under the names that libpq knows.</summary>
[Provider]
internal sealed partial class PostgresqlSettings
{
    /// <summary>How the server is reached: postgres, the only way there is here.</summary>
    [Optional, OneOf("postgres", "awspostgres", "gcppostgres")]
    public Tf<string> Scheme { get; set; }

    /// <summary>A host name, an address, or the folder of a Unix socket. Default: PGHOST, or else localhost.</summary>
    [Optional]
    public Tf<string> Host { get; set; }

    /// <summary>Default: PGPORT, or else 5432.</summary>
    [Optional, Between(1, 65535)]
    public Tf<int> Port { get; set; }

    /// <summary>The database to connect to where a resource names none. Default: PGDATABASE, or else postgres.</summary>
    [Optional]
    public Tf<string> Database { get; set; }

    /// <summary>Default: PGUSER, or else postgres.</summary>
    [Optional]
    public Tf<string> Username { get; set; }

    /// <summary>Default: PGPASSWORD, or else the password file.</summary>
    [Optional, Sensitive]
    public Tf<string> Password { get; set; }

    /// <summary>The role that the user becomes in the server, where a user name map makes it another.</summary>
    [Optional]
    public Tf<string> DatabaseUsername { get; set; }

    /// <summary>Whether the user is a superuser; without one the passwords of roles cannot be compared with the server's. Default: PGSUPERUSER, or else true.</summary>
    [Optional]
    public Tf<bool> Superuser { get; set; }

    /// <summary>Default: PGSSLMODE, or else require.</summary>
    [Optional, OneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full", "")]
    public Tf<string> Sslmode { get; set; }

    [Optional, Deprecated("Write sslmode instead.")]
    public Tf<string> SslMode { get; set; }

    /// <summary>A PEM file with the certificates of the authorities that may vouch for the server. Default: PGSSLROOTCERT.</summary>
    [Optional]
    public Tf<string> Sslrootcert { get; set; }

    /// <summary>What the client shows of itself.</summary>
    [Block(MaxItems = 1)]
    public List<ClientCertificate> Clientcert { get; set; }

    /// <summary>Seconds to wait for a connection; 0 for ever. Default: PGCONNECT_TIMEOUT, or else 180.</summary>
    [Optional, AtLeast(-1)]
    public Tf<int> ConnectTimeout { get; set; }

    /// <summary>Connections to one database at a time; 0 for any number. Default: 20.</summary>
    [Optional, AtLeast(-1)]
    public Tf<int> MaxConnections { get; set; }

    /// <summary>The version that is expected; the server is asked for the one that it is.</summary>
    [Optional, Matches(@"^(current|v?[0-9]+(\.[0-9]+)*.*)$", "must be a version of PostgreSQL, such as \"15.4\", or \"current\"")]
    public string? ExpectedVersion { get; set; }

    [Optional]
    public Tf<bool> AwsRdsIamAuth { get; set; }

    [Optional]
    public string? AwsRdsIamProfile { get; set; }

    [Optional]
    public string? AwsRdsIamRegion { get; set; }

    [Optional]
    public string? AwsRdsIamProviderRoleArn { get; set; }

    [Optional]
    public Tf<bool> AzureIdentityAuth { get; set; }

    [Optional]
    public string? AzureTenantId { get; set; }

    [Optional]
    public string? GcpIamImpersonateServiceAccount { get; set; }
}

/// <summary>A certificate of the client and its key, as files or as PEM text.</summary>
[Model]
internal sealed partial class ClientCertificate
{
    [Required]
    public Tf<string> Cert { get; set; }

    [Required, Sensitive]
    public Tf<string> Key { get; set; }

    /// <summary>Both are PEM text instead of paths.</summary>
    [Optional]
    public Tf<bool> Sslinline { get; set; }
}
