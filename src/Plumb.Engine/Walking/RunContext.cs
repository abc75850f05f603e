using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Providers;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Walking;

/// <summary>A root variable as given, with its place where it came from a file.</summary>
public sealed record GivenVariable(Value Value, SourceSpan? Span);

/// <summary>What every walk over a configuration works with; owned by one run.</summary>
public sealed class RunContext
{
    public required ConfigurationTree Configuration { get; init; }

    public required RunEnvironment Environment { get; init; }

    public required ProviderPool Providers { get; init; }

    public required DiagnosticBag Diagnostics { get; init; }

    public IReadOnlyDictionary<string, GivenVariable> Variables { get; init; } = new Dictionary<string, GivenVariable>();

    public IRunObserver Observer { get; init; } = new SilentObserver();

    public required TimeProvider Time { get; init; }

    /// <summary>The language version that providers are told.</summary>
    public string TerraformVersion { get; init; } = "1.11.4";

    internal SchemaSpecs Specs { get; } = new();

    /// <summary>The schemas of all providers of the configuration and the state; loaded before a walk.</summary>
    internal Dictionary<ProviderAddress, ProviderSchema> Schemas { get; } = [];

    /// <summary>Loads the schemas of providers; false where one cannot be had, which is reported.</summary>
    internal async ValueTask<bool> LoadSchemasAsync(IEnumerable<ProviderAddress> providers, CancellationToken cancellation)
    {
        var complete = true;
        // Programs take their time to start, so all are asked before the first is waited for.
        var asked = providers.Distinct().Where(a => !Schemas.ContainsKey(a)).Select(a => (Address: a, Answer: Providers.SchemaAsync(a, Diagnostics, cancellation).AsTask())).ToArray();
        foreach (var (address, answer) in asked)
        {
            if (await answer.ConfigureAwait(false) is { } schema) Schemas[address] = schema;
            else complete = false;
        }
        return complete;
    }

    internal Schema? ResourceSchema(ProviderAddress provider, ResourceMode mode, string type) => Schemas.GetValueOrDefault(provider)?.Resource(mode, type);
}
