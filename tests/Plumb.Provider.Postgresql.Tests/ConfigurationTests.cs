using System.Globalization;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Provider.Testing;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class ConfigurationTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Resource = "resource \"postgresql_role\" \"r\" {\n name = \"never_made\"\n}";

    private static ProviderTest With(params (string Name, string Value)[] environment) =>
        new("cyrilgdn/postgresql", () => PostgresqlProvider.Create(n => environment.FirstOrDefault(e => e.Name == n).Value, TimeProvider.System));

    [Fact]
    public async Task The_environment_stands_in_for_the_provider_block()
    {
        var name = Cluster.Name("by_env");
        await Cluster.ExecuteAsync($"CREATE ROLE {name}_admin LOGIN SUPERUSER PASSWORD 'env secret'");
        var port = Cluster.Port.ToString(CultureInfo.InvariantCulture);
        await using (var test = With(("PGHOST", "127.0.0.1"), ("PGPORT", port), ("PGUSER", $"{name}_admin"), ("PGPASSWORD", "env secret"), ("PGSSLMODE", "disable"), ("PGDATABASE", "postgres"), ("PGCONNECT_TIMEOUT", "5"), ("PGSUPERUSER", "true")))
            await test.ApplyAsync($"resource \"postgresql_role\" \"r\" {{\n name = \"{name}\"\n}}", TestContext.Current.CancellationToken);

        await using (var wrong = With(("PGHOST", "127.0.0.1"), ("PGPORT", port), ("PGUSER", $"{name}_admin"), ("PGPASSWORD", "wrong secret"), ("PGSSLMODE", "disable")))
        {
            var fault = await wrong.FailsAsync(Resource, "PostgreSQL refused the login", TestContext.Current.CancellationToken);
            Assert.Contains("SQLSTATE 28P01", fault.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", fault.Detail, StringComparison.Ordinal);
        }
        await using var bad = With(("PGPORT", "many"));
        await bad.FailsAsync(Resource, "Invalid environment variable", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("scheme = \"gcppostgres\"", "Scheme not supported")]
    [InlineData("aws_rds_iam_auth = true", "Authentication not supported")]
    [InlineData("azure_identity_auth = true", "Authentication not supported")]
    [InlineData("connect_timeout = -2", "Invalid Attribute Value")]
    [InlineData("expected_version = \"new\"", "Invalid Attribute Value")]
    public async Task What_cannot_be_is_refused_with_its_reason(string arguments, string summary) =>
        await Test.FailsAsync(Config(Resource, more: arguments), summary, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        await using var test = With();
        await test.FailsAsync($"provider \"postgresql\" {{\n host = \"127.0.0.1\"\n port = 1\n sslmode = \"disable\"\n}}\n{Resource}", "No connection to PostgreSQL", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Tls_is_required_checked_and_shows_who_connects()
    {
        var name = Cluster.Name("tls");
        await Cluster.ExecuteAsync($"CREATE ROLE tls_user LOGIN SUPERUSER; CREATE ROLE {name}_user LOGIN SUPERUSER PASSWORD 'x'");
        var port = Cluster.Port.ToString(CultureInfo.InvariantCulture);
        string Provider(string arguments) => $"provider \"postgresql\" {{\n host = \"127.0.0.1\"\n port = {port}\n {arguments}\n}}\nresource \"postgresql_role\" \"r\" {{\n name = \"{name}\"\n}}";
        var (password, authority) = ($"username = \"{name}_user\"\n password = \"x\"", $"sslrootcert = \"{Cluster.Folder}/authority.crt\"");
        string File(string file) => System.IO.File.ReadAllText(Path.Combine(Cluster.Folder, file));

        await using var test = With();
        foreach (var arguments in (string[])
        [
            password,
            $"{password}\n {authority}",
            $"{password}\n {authority}\n sslmode = \"verify-full\"",
            $"username = \"tls_user\"\n {authority}\n sslmode = \"verify-ca\"\n clientcert {{\n cert = \"{Cluster.Folder}/client.crt\"\n key = \"{Cluster.Folder}/client.key\"\n}}",
            $"username = \"tls_user\"\n clientcert {{\n sslinline = true\n cert = <<-E\n{File("client.crt")}\nE\n key = <<-E\n{File("client.key")}\nE\n}}",
        ])
            await test.ApplyAsync(Provider(arguments), TestContext.Current.CancellationToken);

        await test.FailsAsync(Provider($"{password}\n sslmode = \"verify-full\""), "No connection to PostgreSQL", TestContext.Current.CancellationToken);
        await test.FailsAsync(Provider($"{password}\n sslrootcert = \"{Cluster.Folder}/client.crt\""), "No connection to PostgreSQL", TestContext.Current.CancellationToken);
        await test.ApplyAsync(Provider(password), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_that_is_not_known_yet_is_told_where_it_is_needed()
    {
        await using var provider = PostgresqlProvider.Create(_ => null, TimeProvider.System);
        var schema = await provider.GetSchemaAsync(TestContext.Current.CancellationToken);
        var config = Empty(schema.Provider).With("host", Value.Unknown(DataType.String));
        Assert.Empty((await provider.ConfigureAsync(new ConfigureRequest(config, "1.11.4", DeferralAllowed: false), TestContext.Current.CancellationToken)).Diagnostics);
        var read = await provider.ReadDataSourceAsync(new ReadDataRequest("postgresql_schemas", Empty(schema.DataSources["postgresql_schemas"]).With("database", Value.String("x"))), TestContext.Current.CancellationToken);
        Assert.Contains("host of the provider block", Assert.Single(read.Diagnostics).Detail, StringComparison.Ordinal);

        await provider.ConfigureAsync(new ConfigureRequest(config, "1.11.4", DeferralAllowed: true), TestContext.Current.CancellationToken);
        var deferred = await provider.ReadDataSourceAsync(new ReadDataRequest("postgresql_schemas", Empty(schema.DataSources["postgresql_schemas"])) { DeferralAllowed = true }, TestContext.Current.CancellationToken);
        Assert.Equal(DeferralReason.ProviderConfigUnknown, deferred.Deferred);
    }

    private static ObjectValue Empty(Schema schema) => Value.Object(schema.Block.ImpliedType.Attributes.Select(a =>
        KeyValuePair.Create(a.Name, schema.Block.FindBlock(a.Name) is not null && a.Type is ListType list ? Value.List(list.Element) : (Value)Value.Null(a.Type))));
}
