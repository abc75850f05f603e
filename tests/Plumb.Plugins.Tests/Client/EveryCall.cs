using Plumb.Core.Addresses;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Requests;

namespace Plumb.Plugins.Tests.Client;

/// <summary>Every call that a provider can be asked, by the names that the provider <c>corner</c> has for them, and what is said in answer.</summary>
internal static class EveryCall
{
    private const string Type = "corner_legacy";

    /// <summary>In an order in which they can follow one another.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "validate-provider", "configure", "validate", "validate-data", "validate-ephemeral", "validate-list", "validate-action", "upgrade", "upgrade-identity", "read", "plan", "apply", "import", "move",
        "generate", "read-data", "open", "renew", "close", "list", "plan-action", "invoke", "function",
    ];

    public static async Task<IReadOnlyList<string>> AskAsync(CornerPlugin plugin, string call, CancellationToken cancellation = default)
    {
        if (call == "function") return [await FunctionAsync(plugin)];
        return [.. (await DiagnosticsAsync(plugin, call, cancellation)).Select(d => d.Detail)];
    }

    private static async Task<IReadOnlyList<ProviderDiagnostic>> DiagnosticsAsync(CornerPlugin plugin, string call, CancellationToken cancellation)
    {
        var provider = plugin.Provider;
        var config = await plugin.ObjectAsync(Type);
        var nothing = Value.Null(config.Type);
        var configuration = Blank(("name", DataType.String), ("secret", DataType.String));
        var lease = Blank(("log", DataType.String), ("token", DataType.String));
        var echo = Blank(("anything", DataType.String), ("configured_as", DataType.String), ("module_name", DataType.String), ("process", DataType.Number));
        var asked = Blank(("amount", DataType.Number), ("prefix", DataType.String), ("fails_after", DataType.Number)).With("filter", Value.List(DataType.Object(("name", DataType.String)), []));
        var words = Blank(("words", DataType.String), ("file", DataType.String), ("how", DataType.String), ("secret", DataType.String)).With("words", Value.String("a"));
        return call switch
        {
            "validate-provider" => (await provider.ValidateProviderConfigAsync(configuration, cancellation)).Diagnostics,
            "configure" => (await provider.ConfigureAsync(new ConfigureRequest(configuration, "1.11.4", false), cancellation)).Diagnostics,
            "validate" => (await provider.ValidateResourceConfigAsync(Type, config, cancellation)).Diagnostics,
            "validate-data" => (await provider.ValidateDataConfigAsync("corner_echo", echo, cancellation)).Diagnostics,
            "validate-ephemeral" => (await provider.ValidateEphemeralConfigAsync("corner_lease", lease, cancellation)).Diagnostics,
            "validate-list" => (await provider.ValidateListConfigAsync(new ListRequest("corner_tracked", asked), cancellation)).Diagnostics,
            "validate-action" => (await provider.ValidateActionConfigAsync("corner_shout", words, cancellation)).Diagnostics,
            "upgrade" => (await provider.UpgradeResourceStateAsync(new UpgradeRequest(Type, 0, "{}"u8.ToArray()), cancellation)).Diagnostics,
            "upgrade-identity" => (await provider.UpgradeIdentityAsync(new UpgradeRequest("corner_tracked", 0, "{}"u8.ToArray()), cancellation)).Diagnostics,
            "read" => (await provider.ReadResourceAsync(new ReadRequest(Type, config), cancellation)).Diagnostics,
            "plan" => (await provider.PlanResourceChangeAsync(new PlanRequest(Type, nothing, config, config), cancellation)).Diagnostics,
            "apply" => (await provider.ApplyResourceChangeAsync(new ApplyRequest(Type, nothing, config, config), cancellation)).Diagnostics,
            "import" => (await provider.ImportResourceStateAsync(new ImportRequest(Type, "x", null), cancellation)).Diagnostics,
            "move" => (await provider.MoveResourceStateAsync(new MoveRequest(ProviderAddress.Official("null"), "x", 0, "{}"u8.ToArray(), "corner_renamed"), cancellation)).Diagnostics,
            "generate" => (await provider.GenerateResourceConfigAsync(new GenerateConfigRequest(Type, config), cancellation)).Diagnostics,
            "read-data" => (await provider.ReadDataSourceAsync(new ReadDataRequest("corner_echo", echo), cancellation)).Diagnostics,
            "open" => (await provider.OpenEphemeralAsync(new OpenEphemeralRequest("corner_lease", lease), cancellation)).Diagnostics,
            "renew" => (await provider.RenewEphemeralAsync("corner_lease", default, cancellation)).Diagnostics,
            "close" => (await provider.CloseEphemeralAsync("corner_lease", default, cancellation)).Diagnostics,
            "list" => (await provider.ListResourcesAsync(new ListRequest("corner_tracked", asked), _ => new(true), cancellation)).Diagnostics,
            "plan-action" => (await provider.PlanActionAsync(new ActionRequest("corner_shout", words), cancellation)).Diagnostics,
            "invoke" => (await provider.InvokeActionAsync(new ActionRequest("corner_shout", words), _ => ValueTask.CompletedTask, cancellation)).Diagnostics,
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };
    }

    private static async Task<string> FunctionAsync(CornerPlugin plugin)
    {
        FunctionInvoker.Call((await plugin.Provider.GetSchemaAsync(default)).Functions["join_all"], [Value.String("-"), Value.String("a")], out var error);
        return error?.Message ?? "";
    }

    private static ObjectValue Blank(params (string Name, DataType Type)[] attributes) => Value.Object(attributes.Select(a => KeyValuePair.Create<string, Value>(a.Name, Value.Null(a.Type))));
}
