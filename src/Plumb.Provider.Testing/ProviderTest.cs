using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;

namespace Plumb.Provider.Testing;

/// <summary>
/// Leads a provider through the life of real configurations, in this process: the engine plans and applies and holds the
/// provider to everything that it holds plugins to (a plan keeps to the configuration, a result keeps to the plan). Each
/// apply is followed by a plan, which must find nothing left to do. Whatever is wrong is thrown as
/// <see cref="ProviderTestException"/>, so that it serves in any test framework. Disposing of it destroys what is left.
/// </summary>
/// <param name="address">As in required_providers, such as "example/hello".</param>
/// <param name="create">Makes a provider that is not configured; the engine asks for several.</param>
public sealed class ProviderTest(string address, Func<IProvider> create) : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new(address, create);

    /// <summary>The last configuration that was applied.</summary>
    public string? Configuration { get; private set; }

    /// <summary>Where configurations are run, as <c>path.root</c> has it: a folder of its own.</summary>
    public string Folder => _workspace.Folder;

    /// <summary>Makes it so, and expects that nothing is left to do then.</summary>
    public async Task ApplyAsync(string configuration, CancellationToken cancellation = default)
    {
        await ApplyOnceAsync(configuration, cancellation).ConfigureAwait(false);
        var again = await PlanAsync(configuration, cancellation).ConfigureAwait(false);
        if (!again.IsEmpty) throw new ProviderTestException($"After the apply a plan still wants changes:\n{again}");
    }

    /// <summary>Makes it so, where it is right that another plan finds more to do.</summary>
    public async Task ApplyOnceAsync(string configuration, CancellationToken cancellation = default)
    {
        var errors = await _workspace.ApplyAsync(configuration, new PlanOptions(), cancellation).ConfigureAwait(false);
        Configuration = configuration;
        if (errors.Count > 0) throw new ProviderTestException($"The apply failed:\n{Text(errors)}");
    }

    public async Task<TestedPlan> PlanAsync(string configuration, CancellationToken cancellation = default)
    {
        var (plan, diagnostics) = await _workspace.PlanAsync(configuration, new PlanOptions(), cancellation).ConfigureAwait(false);
        var errors = Errors(diagnostics);
        if (errors.Count > 0) throw new ProviderTestException($"The plan failed:\n{Text(errors)}");
        return new TestedPlan(plan ?? throw new ProviderTestException("There is no plan."));
    }

    /// <summary>Expects an error with the summary, be it from validation, plan or apply.</summary>
    public async Task<Diagnostic> FailsAsync(string configuration, string summary, CancellationToken cancellation = default)
    {
        var errors = await _workspace.ApplyAsync(configuration, new PlanOptions(), cancellation).ConfigureAwait(false);
        Configuration ??= configuration;
        return errors.FirstOrDefault(e => e.Summary == summary)
            ?? throw new ProviderTestException(errors.Count == 0 ? $"Nothing failed, and \"{summary}\" was expected." : $"\"{summary}\" was expected, and this came:\n{Text(errors)}");
    }

    /// <summary>
    /// Imports an object that exists into an empty state beside this one, and expects it to be what this state has, but for
    /// the attributes named: those that only the configuration knows.
    /// </summary>
    public async Task ImportAsync(string resource, string id, IReadOnlyCollection<string>? except = null, CancellationToken cancellation = default)
    {
        var configuration = Configuration ?? throw new ProviderTestException("There is nothing to compare with before an apply.");
        using var beside = new TestWorkspace(address, create);
        var import = $"\nimport {{\n  to = {resource}\n  id = {QuotedText(id)}\n}}\n";
        var target = Target(resource);
        var errors = await beside.ApplyAsync(configuration + import, new PlanOptions { Targets = [target] }, cancellation).ConfigureAwait(false);
        if (errors.Count > 0) throw new ProviderTestException($"The import failed:\n{Text(errors)}");
        var (stored, imported) = (State(resource), beside.Object(resource) ?? throw new ProviderTestException($"The import made no {resource}."));
        foreach (var (name, value) in stored.Entries)
            if (except?.Contains(name) != true && !value.Equals(imported[name])) throw new ProviderTestException($"The import has other attributes: {name} is {imported[name]} instead of {value}.");
    }

    /// <summary>The stored object at an address such as <c>hello_greeting.world</c>.</summary>
    public ObjectValue State(string resource) => _workspace.Object(resource) ?? throw new ProviderTestException($"The state has no {resource}.");

    public bool Exists(string resource) => _workspace.Object(resource) is not null;

    /// <summary>An attribute of a stored object: text as it is, anything else as the language writes it; null for null.</summary>
    public string? Attribute(string resource, string name) => State(resource)[name] switch
    {
        null => throw new ProviderTestException($"{resource} has no attribute \"{name}\"."),
        NullValue => null,
        StringValue text => text.Text,
        var other => other.ToString(),
    };

    /// <summary>The value of an output of the root module.</summary>
    public Value Output(string name) => _workspace.Output(name) ?? throw new ProviderTestException($"There is no output \"{name}\".");

    /// <summary>Destroys everything, and expects that to succeed.</summary>
    public async Task DestroyAsync(CancellationToken cancellation = default)
    {
        if (Configuration is not { } configuration) return;
        var errors = await _workspace.ApplyAsync(configuration, new PlanOptions { Mode = PlanMode.Destroy }, cancellation).ConfigureAwait(false);
        if (errors.Count > 0) throw new ProviderTestException($"The destroy failed:\n{Text(errors)}");
        if (!_workspace.IsEmpty) throw new ProviderTestException("After the destroy the state still has objects.");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_workspace.IsEmpty) await DestroyAsync().ConfigureAwait(false);
        }
        finally
        {
            _workspace.Dispose();
        }
    }

    internal static IReadOnlyList<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Where(d => d.Severity == Severity.Error)];

    private static Target Target(string resource) => AddressParser.TryParseInstance(resource, out var address, out var error)
        ? new Target(address.Module, address.Resource.Resource, address.Key)
        : throw new ProviderTestException($"\"{resource}\" is not the address of a resource: {error.Message}");

    private static string Text(IEnumerable<Diagnostic> diagnostics) => string.Join('\n', diagnostics.Select(d => $"- {d.Summary}: {d.Detail}"));

    private static string QuotedText(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("${", "$${", StringComparison.Ordinal)}\"";
}
