using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.TfCoreMock;

/// <summary>Where objects are kept, and which operations on which of them are made to fail.</summary>
internal sealed class MockConfiguration : ProviderConfiguration
{
    private static readonly string[] Operations = ["create", "read", "update", "delete"];
    private static readonly DataType Ids = DataType.List(DataType.String);

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Attributes =
        [
            Arguments.Optional("data_directory", DataType.String, "Where data sources find their objects, a JSON file each; terraform.data by default."),
            Arguments.Optional("fail_on_create", Ids, "Creating an object with one of these ids fails."),
            Arguments.Optional("fail_on_delete", Ids, "Deleting an object with one of these ids fails."),
            Arguments.Optional("fail_on_read", Ids, "Reading an object with one of these ids fails."),
            Arguments.Optional("fail_on_update", Ids, "Updating an object with one of these ids fails."),
            Arguments.Optional("resource_directory", DataType.String, "Where resources keep their objects, a JSON file each; terraform.resource by default."),
            Arguments.Optional("use_only_state", DataType.Bool, "Keeps objects nowhere but in the state."),
        ],
    });

    public override ValueTask<ConfiguredClient> ConfigureAsync(ObjectValue config, ConfigureRequest request, ProviderSession session, CancellationToken cancellation) => new(new ConfiguredClient(new MockStore(
        config.FlagOf("use_only_state") == true ? null : config.TextOf("resource_directory") ?? "terraform.resource",
        config.TextOf("data_directory") ?? "terraform.data",
        Operations.ToDictionary(o => o, IReadOnlySet<string> (o) => IdsOf(config[$"fail_on_{o}"])))));

    private static HashSet<string> IdsOf(Value? value) => value is ListValue list ? [.. list.Elements.OfType<StringValue>().Select(e => e.Text)] : [];
}
