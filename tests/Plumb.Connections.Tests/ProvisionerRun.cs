using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Provider.Schemas;

namespace Plumb.Connections.Tests;

/// <summary>Runs one provisioner as the engine does, with arguments that are given by name.</summary>
internal sealed class ProvisionerRun(string type)
{
    private readonly ConcurrentQueue<string> _lines = [];

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };

    public string Folder { get; init; } = AppContext.BaseDirectory;

    public bool IsConfidential { get; init; }

    public ObjectValue? Connection { get; init; }

    public IReadOnlyCollection<string> Lines => _lines;

    public Action<string> OnLine { get; init; } = _ => { };

    public string? Validate(params (string Name, Value Value)[] arguments)
    {
        var runner = Runner();
        return runner.Validate(type, Object(runner.SchemaOf(type) ?? throw new InvalidOperationException(), arguments))?.Detail;
    }

    public async Task<string?> RunAsync(CancellationToken cancellation, params (string Name, Value Value)[] arguments)
    {
        var runner = Runner();
        Assert.True(AddressParser.TryParseInstance("terraform_data.x", out var address, out _));
        var config = Object(runner.SchemaOf(type) ?? throw new InvalidOperationException(), arguments);
        var failure = await runner.RunAsync(new ProvisionerCall(type, address, config, Connection, IsConfidential), Take, cancellation);
        return failure?.Detail;
    }

    public static ObjectValue Link(params (string Name, Value Value)[] arguments) =>
        Object(new Provisioners(new ProvisionerEnvironment { WorkingDirectory = ".", Variables = new Dictionary<string, string>() }).ConnectionSchema, arguments);

    public static Value Texts(params string[] texts) => Value.List(Plumb.Core.Types.DataType.String, texts.Select(t => (Value)Value.String(t)).ToArray());

    private Provisioners Runner() => new(new ProvisionerEnvironment { WorkingDirectory = Folder, Variables = Variables });

    private void Take(string line)
    {
        _lines.Enqueue(line);
        OnLine(line);
    }

    private static ObjectValue Object(BlockSchema schema, (string Name, Value Value)[] arguments)
    {
        var value = (ObjectValue)Value.Object(schema.ImpliedType.Attributes.Select(a => KeyValuePair.Create(a.Name, (Value)Value.Null(a.Type))));
        return arguments.Aggregate(value, (v, a) => v.With(a.Name, a.Value));
    }
}
