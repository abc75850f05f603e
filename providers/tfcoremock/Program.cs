using Plumb.Plugins.Server;
using Plumb.Provider.Authoring;
using Plumb.TfCoreMock;

// A provider for tests: its resources are JSON files, and which types it has a file beside the configuration may say.
var path = Environment.GetEnvironmentVariable("TFCOREMOCK_DYNAMIC_RESOURCES_FILE") is { Length: > 0 } given ? given : "dynamic_resources.json";
var types = new Dictionary<string, MockType>(StringComparer.Ordinal)
{
    ["tfcoremock_simple_resource"] = StaticTypes.Simple,
    ["tfcoremock_complex_resource"] = StaticTypes.Complex,
};
try
{
    foreach (var (name, type) in DynamicTypes.Read(path)) types[name] = type;
}
catch (FormatException malformed)
{
    await Console.Error.WriteLineAsync($"{path} does not describe resources: {malformed.Message}.");
    return 1;
}
var provider = new ComposedProvider
{
    Configuration = new MockConfiguration(),
    Resources = [.. types.Select(t => new MockResource(t.Key, t.Value))],
    DataSources = [.. types.Select(t => new MockData(t.Key, t.Value))],
};
return await PluginServer.ServeAsync(args, provider, new() { Address = "registry.terraform.io/hashicorp/tfcoremock" });
