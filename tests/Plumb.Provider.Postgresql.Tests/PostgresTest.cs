using System.Globalization;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Provider.Testing;

namespace Plumb.Provider.Postgresql.Tests;

/// <summary>Configurations for the provider in this process, against the real server.</summary>
public abstract class PostgresTest : IAsyncDisposable
{
    private readonly List<ProviderTest> _tests = [];

    protected PostgresTest(PostgresCluster cluster)
    {
        Assert.SkipWhen(cluster.AbsentBecause is not null, cluster.AbsentBecause ?? "");
        Cluster = cluster;
        Test = Start();
    }

    protected PostgresCluster Cluster { get; }

    protected ProviderTest Test { get; }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var test in _tests) await test.DisposeAsync();
    }

    protected ProviderTest Start()
    {
        var test = new ProviderTest("cyrilgdn/postgresql", () => PostgresqlProvider.Create(_ => null, TimeProvider.System));
        _tests.Add(test);
        return test;
    }

    /// <summary>What makes a whole configuration of resources.</summary>
    protected string Config(string resources, string user = "postgres", string more = "") => string.Create(CultureInfo.InvariantCulture, $$"""
        provider "postgresql" {
          host     = "{{Cluster.Folder}}"
          port     = {{Cluster.Port}}
          username = "{{user}}"
          sslmode  = "disable"
          {{more}}
        }
        {{resources}}
        """);

    /// <summary>Applies, and expects a plan of the same to be empty.</summary>
    protected Task ApplyAsync(string resources) => Test.ApplyAsync(Config(resources), TestContext.Current.CancellationToken);

    protected Task<TestedPlan> PlanAsync(string resources) => Test.PlanAsync(Config(resources), TestContext.Current.CancellationToken);

    /// <summary>Somebody else changes something; a plan finds it, and an apply puts it right.</summary>
    protected async Task DriftsAsync(string resource, string resources, string sql, ChangeAction expected = ChangeAction.Update, string database = "postgres")
    {
        await Cluster.ExecuteAsync(sql, database);
        var plan = await PlanAsync(resources);
        Assert.True(plan.Action(resource) == expected, $"after {sql} the plan is: {plan}");
        await ApplyAsync(resources);
    }

    protected static Value Texts(params string[] texts) => Value.Set(Core.Types.DataType.String, [.. texts.Select(Value.String)]);
}
