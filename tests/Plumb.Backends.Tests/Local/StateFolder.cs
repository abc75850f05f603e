using System.Text;
using Plumb.Backends.Local;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Applying;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State;
using Plumb.Engine.State.Model;

namespace Plumb.Backends.Tests.Local;

/// <summary>A folder of its own for a test, and what the tests put into states.</summary>
internal sealed class StateFolder : IDisposable
{
    private int _ids;

    public string Root { get; } = Directory.CreateTempSubdirectory("plumb-state-").FullName;

    public LocalStatePaths Paths => LocalStatePaths.Of(Root, "default");

    public static ProviderConfigAddress Provider { get; } =
        AddressParser.TryParseProviderConfig("provider[\"registry.terraform.io/hashicorp/null\"]", out var provider, out _) ? provider : throw new InvalidOperationException();

    public static StateLockRequest Apply { get; } = new("OperationTypeApply", "", TimeSpan.Zero);

    public LocalStateStore Store(LocalStatePaths? paths = null) =>
        new(paths ?? Paths, "somebody@here", TimeProvider.System, () => $"00000000-0000-0000-0000-{Interlocked.Increment(ref _ids):d12}");

    public static ResourceInstanceAddress Address(string text) =>
        AddressParser.TryParseInstance(text, out var address, out var error) ? address : throw new ArgumentException(error.Message, nameof(text));

    public static InstanceState Instance(string id) => new() { Current = new ObjectState { AttributesJson = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}""") } };

    public static StateDocument State(params (string Address, string Id)[] objects)
    {
        var state = new StateDocument();
        foreach (var (text, id) in objects)
        {
            var address = Address(text);
            if (!state.Resources.TryGetValue(address.Resource, out var resource))
                state.Resources[address.Resource] = resource = new ResourceState { Address = address.Resource, Provider = Provider };
            resource.Instances[address.Key] = Instance(id);
        }
        return state;
    }

    public static StateIntent Intent(string address, ChangeAction action) => new(Address(address), null, Provider, InstanceKey.None, action, IsAhead: false);

    public static StateOutcome Outcome(string address, string? id) => new(Address(address), Provider, null, id is null ? null : Instance(id));

    public static string[] Addresses(StateDocument? state) =>
        state is null ? [] : [.. state.Resources.Values.SelectMany(r => r.Instances.Keys.Select(k => r.Address.Instance(k).ToString())).Order(StringComparer.Ordinal)];

    public async Task<(StateDocument? State, DiagnosticBag Diagnostics)> ReadAsync()
    {
        var diagnostics = new DiagnosticBag();
        await using var store = Store();
        return (await store.ReadAsync(diagnostics, TestContext.Current.CancellationToken), diagnostics);
    }

    public async Task WriteAsync(StateDocument state)
    {
        await using var store = Store();
        var diagnostics = new DiagnosticBag();
        Assert.True(await store.WriteAsync(state, diagnostics, TestContext.Current.CancellationToken));
        Assert.Empty(diagnostics);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
