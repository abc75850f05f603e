using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace Plumb.Provider.Postgresql.Connections;

/// <summary>How to reach the server. Not a record, whose text form would show the password.</summary>
internal sealed class ConnectionSettings
{
    /// <summary>Names of settings that are not known yet: until they are, there is no connecting.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>A host, or the folder of a Unix socket.</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 5432;

    public required string Database { get; init; }

    public required string User { get; init; }

    public string? Password { get; init; }

    /// <summary>The role in the server, if it is another than <see cref="User"/>.</summary>
    public string? DatabaseUser { get; init; }

    public bool IsSuperuser { get; init; } = true;

    /// <summary>As libpq has it.</summary>
    public string SslMode { get; init; } = "require";

    public string? RootCertificate { get; init; }

    public string? Certificate { get; init; }

    public string? CertificateKey { get; init; }

    /// <summary>Certificate and key are PEM text, not paths.</summary>
    public bool CertificateIsInline { get; init; }

    /// <summary>Seconds; 0 or less for ever.</summary>
    public int ConnectTimeout { get; init; }

    /// <summary>To one database; 0 or less for any number.</summary>
    public int MaxConnections { get; init; }

    private bool IsSocket => Host.StartsWith('/');

    public NpgsqlDataSource Open(string database)
    {
        var builder = new NpgsqlSlimDataSourceBuilder();
        builder.EnableArrays();
        var text = builder.ConnectionStringBuilder;
        (text.Host, text.Port, text.Database, text.Username, text.Password) = (Host, Port, database, User, Password);
        text.ApplicationName = "terraform-provider-postgresql";
        text.Timeout = ConnectTimeout <= 0 ? 0 : Math.Min(ConnectTimeout, 1024);
        text.CommandTimeout = 0;
        text.MaxPoolSize = MaxConnections <= 0 ? 1024 : MaxConnections;
        // What the server says in detail is about objects of the schema, such as what still depends on a role.
        text.IncludeErrorDetail = true;
        text.SslMode = Security;
        if (text.SslMode != Npgsql.SslMode.Disable) Secure(builder);
        return builder.Build();
    }

    /// <summary>With certificates of authorities at hand, requiring TLS means to check the server against them, as libpq does.</summary>
    private SslMode Security => SslMode switch
    {
        _ when IsSocket => Npgsql.SslMode.Disable,
        "disable" => Npgsql.SslMode.Disable,
        "allow" => Npgsql.SslMode.Allow,
        "prefer" => Npgsql.SslMode.Prefer,
        "verify-ca" => Npgsql.SslMode.VerifyCA,
        "verify-full" => Npgsql.SslMode.VerifyFull,
        _ => RootCertificate is null ? Npgsql.SslMode.Require : Npgsql.SslMode.VerifyCA,
    };

    private void Secure(NpgsqlSlimDataSourceBuilder builder)
    {
        builder.EnableTransportSecurity();
        if (RootCertificate is { } root)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(root);
            builder.UseRootCertificates(authorities);
        }
        if (Certificate is not { } certificate || CertificateKey is not { } key) return;
        using var pem = CertificateIsInline ? X509Certificate2.CreateFromPem(certificate, key) : X509Certificate2.CreateFromPemFile(certificate, key);
        // TLS of some platforms takes no key that was made in memory; a round trip gives it one that it takes.
        var shown = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        builder.UseSslClientAuthenticationOptionsCallback(options => options.ClientCertificates = [shown]);
    }
}
