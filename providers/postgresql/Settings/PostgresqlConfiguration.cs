using Plumb.Core.Values;
using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Postgresql.Settings;

/// <summary>Makes of the provider block and the environment the server that resources work with. It does not connect yet.</summary>
internal sealed class PostgresqlConfiguration(Func<string, string?> environment, TimeProvider clock) : ProviderConfiguration<PostgresqlSettings, PostgresServer>
{
    protected override ValueTask ValidateAsync(PostgresqlSettings config, ValidateContext context, CancellationToken cancellation)
    {
        if (config.Scheme.Or("postgres") is "awspostgres" or "gcppostgres")
            context.Error("Scheme not supported", "This provider connects to the server itself (scheme \"postgres\"). Cloud proxies are not part of it: give host, port and credentials of the instance instead.", PostgresqlSettings.Paths.Scheme);
        if (config.AwsRdsIamAuth.Or(false))
            context.Error("Authentication not supported", "This provider fetches no tokens from AWS. Pass one as password; \"aws rds generate-db-auth-token\" prints it.", PostgresqlSettings.Paths.AwsRdsIamAuth);
        if (config.AzureIdentityAuth.Or(false))
            context.Error("Authentication not supported", "This provider fetches no tokens from Azure. Pass one as password; \"az account get-access-token --resource-type oss-rdbms\" prints it.", PostgresqlSettings.Paths.AzureIdentityAuth);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<PostgresServer?> ConfigureAsync(PostgresqlSettings config, ConfigureContext context, CancellationToken cancellation)
    {
        var unknown = Unknown(config);
        if (unknown.Count > 0 && context.Defer(DeferralReason.ProviderConfigUnknown)) return new((PostgresServer?)null);
        var settings = Read(config, context, unknown);
        return new(context.HasErrors ? null : new PostgresServer(settings, clock, context.Log));
    }

    private static List<string> Unknown(PostgresqlSettings config)
    {
        var certificate = config.Clientcert.FirstOrDefault();
        (string Name, bool IsUnknown)[] all =
        [
            ("host", config.Host.IsUnknown), ("port", config.Port.IsUnknown), ("database", config.Database.IsUnknown),
            ("username", config.Username.IsUnknown), ("password", config.Password.IsUnknown), ("sslmode", config.Sslmode.IsUnknown || config.SslMode.IsUnknown),
            ("sslrootcert", config.Sslrootcert.IsUnknown), ("superuser", config.Superuser.IsUnknown), ("database_username", config.DatabaseUsername.IsUnknown),
            ("clientcert", certificate is not null && (certificate.Cert.IsUnknown || certificate.Key.IsUnknown || certificate.Sslinline.IsUnknown)),
        ];
        return [.. all.Where(a => a.IsUnknown).Select(a => a.Name)];
    }

    private ConnectionSettings Read(PostgresqlSettings config, ConfigureContext context, List<string> unknown)
    {
        var certificate = config.Clientcert.FirstOrDefault();
        return new ConnectionSettings
        {
            Unknown = unknown,
            Host = Text(config.Host, "PGHOST") ?? "localhost",
            Port = Number(config.Port, "PGPORT", PostgresqlSettings.Paths.Port, context) ?? 5432,
            Database = Text(config.Database, "PGDATABASE") ?? "postgres",
            User = Text(config.Username, "PGUSER") ?? "postgres",
            Password = Text(config.Password, "PGPASSWORD"),
            DatabaseUser = Text(config.DatabaseUsername, null),
            IsSuperuser = config.Superuser.TryGet(out var superuser) ? superuser : Flag("PGSUPERUSER", context) ?? true,
            SslMode = Text(config.Sslmode, null) ?? Text(config.SslMode, "PGSSLMODE") ?? "require",
            RootCertificate = Text(config.Sslrootcert, "PGSSLROOTCERT"),
            Certificate = certificate?.Cert.ValueOrDefault ?? Variable("PGSSLCERT"),
            CertificateKey = certificate?.Key.ValueOrDefault ?? Variable("PGSSLKEY"),
            CertificateIsInline = certificate?.Sslinline.Or(false) ?? false,
            ConnectTimeout = Number(config.ConnectTimeout, "PGCONNECT_TIMEOUT", PostgresqlSettings.Paths.ConnectTimeout, context) ?? 180,
            MaxConnections = config.MaxConnections.TryGet(out var connections) ? connections : 20,
        };
    }

    private string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    private string? Text(Tf<string> configured, string? variable) =>
        configured.ValueOrDefault is { Length: > 0 } text ? text : variable is null ? null : Variable(variable);

    private int? Number(Tf<int> configured, string variable, ValuePath path, ConfigureContext context)
    {
        if (configured.TryGet(out var number)) return number;
        if (Variable(variable) is not { } text) return null;
        if (int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out number)) return number;
        context.Error("Invalid environment variable", $"The environment variable {variable} must be a whole number.", path);
        return null;
    }

    private bool? Flag(string variable, ConfigureContext context)
    {
        switch (Variable(variable)?.ToLowerInvariant())
        {
            case null: return null;
            case "1" or "t" or "true": return true;
            case "0" or "f" or "false": return false;
            default:
                context.Error("Invalid environment variable", $"The environment variable {variable} must be true or false.", PostgresqlSettings.Paths.Superuser);
                return null;
        }
    }
}
