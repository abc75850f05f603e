using Plumb.Core.Types;
using Plumb.Plugins.Corner;
using Plumb.Plugins.Protocol;
using Plumb.Plugins.Server;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;

// Where the environment says so, the process misbehaves before it is a plugin at all.
switch (Environment.GetEnvironmentVariable("CORNER_START"))
{
    case "silent": return 3;
    case "hanging": await Task.Delay(Timeout.Infinite); break;
    case "babbling": Console.WriteLine("hello, I am a program"); break;
    case "flooding": Console.Write(new string('x', 10_000_000)); break;
    case "foreign": Console.WriteLine("1|9|unix|/nowhere|grpc|"); await Task.Delay(Timeout.Infinite); break;
}
var is5 = Environment.GetEnvironmentVariable("CORNER_PROTOCOL") == "5";
var provider = new CrashingProvider(new ComposedProvider
{
    Configuration = new CornerConfiguration(),
    ProviderMeta = new Schema(0, new BlockSchema { Attributes = [Arguments.Optional("module_name", DataType.String)] }),
    Resources = [new Everything(withNested: !is5), new Slow(), new Deferring(), new Renamed(), new Wrong(), new Legacy(), new Tracked(), new Brittle(), .. is5 ? Array.Empty<Resource>() : [new Described()]],
    DataSources = [new Echo()],
    EphemeralResources = [new Lease()],
    ListResources = [new TrackedList()],
    Actions = [new Shout()],
    Functions = CornerFunctions.All,
});
return await PluginServer.ServeAsync(args, provider, new() { Protocols = [is5 ? ProtocolVersion.Five : ProtocolVersion.Six], Address = "registry.terraform.io/plumb/corner", Before = Misbehave });

static void Misbehave(Microsoft.AspNetCore.Builder.IApplicationBuilder app)
{
    SpoiledAnswers.InsteadOf(app);
    WrongAnswers.InsteadOf(app);
}
