using Plumb.Core.Addresses;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Plugins.Client;
using Plumb.Provider;
using Plumb.Provider.Requests;

namespace Plumb.Plugins.Tests.Client;

/// <summary>The provider of <c>providers/corner</c> as a real process.</summary>
internal sealed class CornerPlugin : IAsyncDisposable
{
    private readonly PluginHost _host;

    public CornerPlugin(PluginTls tls = PluginTls.WhereNeeded, string? schemaCache = null, params (string Name, string Value)[] environment)
    {
        _host = new PluginHost(new PluginClientOptions
        {
            Log = Log,
            Tls = tls,
            SchemaCacheDirectory = schemaCache,
            StartTimeout = TimeSpan.FromSeconds(20),
            Environment = environment.ToDictionary(v => v.Name, v => v.Value),
        });
        Provider = Open();
    }

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", "corner", System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "terraform-provider-corner");

    public RecordedLog Log { get; } = new();

    public IProvider Provider { get; }

    /// <summary>One more configuration of the same program.</summary>
    public IProvider Open() => _host.Open(new PluginProgramFile(new ProviderAddress("registry.terraform.io", "plumb", "corner"), "1.2.3", Path));

    public static Task<IReadOnlyList<ProviderDiagnostic>> ConfigureAsync(IProvider provider, string name = "") => ConfigureCoreAsync(provider, name);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>An object of a type with some attributes set, the others null and the blocks empty.</summary>
    public async Task<ObjectValue> ObjectAsync(string type, params (string Name, Value Value)[] set)
    {
        var block = (await Provider.GetSchemaAsync(default)).Resources[type].Block;
        var value = Value.Object(block.Attributes.Select(a => KeyValuePair.Create<string, Value>(a.Name, Value.Null(a.ImpliedType)))
            .Concat(block.Blocks.Select(b => KeyValuePair.Create(b.Name, Empty(b.ImpliedType)))));
        return set.Aggregate(value, (object_, one) => object_.With(one.Name, one.Value));
    }

    private static Value Empty(DataType type) => type switch
    {
        ListType list => Value.List(list.Element, []),
        SetType set => Value.Set(set.Element, []),
        MapType map => Value.Map(map.Element, []),
        _ => Value.Null(type),
    };

    private static async Task<IReadOnlyList<ProviderDiagnostic>> ConfigureCoreAsync(IProvider provider, string name)
    {
        var config = Value.Object([KeyValuePair.Create<string, Value>("name", Value.String(name)), KeyValuePair.Create<string, Value>("secret", Value.Null(DataType.String))]);
        return (await provider.ConfigureAsync(new ConfigureRequest(config, "1.11.4", false), default)).Diagnostics;
    }
}

internal sealed class RecordedLog : IPluginLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public void Write(PluginLogLevel level, string plugin, string message)
    {
        lock (_gate) _lines.Add($"{level} {plugin} {message}");
    }
}
