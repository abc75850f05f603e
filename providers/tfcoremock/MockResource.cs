using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.TfCoreMock;

/// <summary>A resource whose objects are files.</summary>
internal sealed class MockResource(string type, MockType shape) : RuledResource
{
    public override string Type => type;

    public override Schema Schema => shape.ResourceSchema;

    public override async ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var made = Compute(call.Planned);
        var id = Id(made);
        var store = call.Session.Client<MockStore>();
        if (store.Refusal("create", id) is { } refusal) return new ApplyResponse(NoObject) { Diagnostics = [refusal] };
        await store.WriteAsync(id, made, cancellation);
        return new ApplyResponse(made);
    }

    public override async ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var made = Compute(call.Planned);
        var store = call.Session.Client<MockStore>();
        if (store.Refusal("update", Id(made)) is { } refusal) return new ApplyResponse(call.Request.Prior) { Diagnostics = [refusal] };
        await store.WriteAsync(Id(made), made, cancellation);
        return new ApplyResponse(made);
    }

    public override ValueTask<ApplyResponse> DeleteAsync(DeleteCall call, CancellationToken cancellation)
    {
        var store = call.Session.Client<MockStore>();
        if (store.Refusal("delete", Id(call.Prior)) is { } refusal) return new(new ApplyResponse(call.Prior) { Diagnostics = [refusal] });
        store.Delete(Id(call.Prior));
        return new(new ApplyResponse(NoObject));
    }

    public override async ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation)
    {
        var store = call.Session.Client<MockStore>();
        if (store.Refusal("read", Id(call.Current)) is { } refusal) return new ReadResponse(call.Current) { Diagnostics = [refusal] };
        if (store.KeepsNothing) return new ReadResponse(call.Current);
        var found = await store.ReadAsync(Id(call.Current), Schema.Block.ImpliedType, cancellation);
        return new ReadResponse(found is null ? NoObject : WithBlocks(found, Schema.Block));
    }

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) =>
        new(new ImportResponse([new ImportedResource(Type, Blank.With("id", Value.String(call.Id)))]));

    /// <summary>A block that is not there is an empty collection, and never null.</summary>
    internal static ObjectValue WithBlocks(ObjectValue read, BlockSchema schema) => schema.Blocks.Aggregate(read, (value, block) => (value[block.Name], block.Nesting) switch
    {
        ({ IsNull: true }, NestingMode.List) => value.With(block.Name, Value.List(block.Block.ImpliedType, [])),
        ({ IsNull: true }, NestingMode.Set) => value.With(block.Name, Value.Set(block.Block.ImpliedType, [])),
        ({ IsNull: true }, NestingMode.Map) => value.With(block.Name, Value.Map(block.Block.ImpliedType, [])),
        (ListValue list, _) => value.With(block.Name, Value.List(block.Block.ImpliedType, [.. list.Elements.Select(e => WithBlocks((ObjectValue)e, block.Block))])),
        (SetValue set, _) => value.With(block.Name, Value.Set(block.Block.ImpliedType, [.. set.Elements.Select(e => WithBlocks((ObjectValue)e, block.Block))])),
        _ => value,
    });

    /// <summary>The id is made up, other open values are as the description says, and what it says nothing about is null.</summary>
    private ObjectValue Compute(ObjectValue planned)
    {
        if (planned["id"] is UnknownValue) planned = planned.With("id", Value.String(Guid.NewGuid().ToString()));
        foreach (var (name, value) in shape.ComputedValues)
            if (planned[name] is UnknownValue) planned = planned.With(name, value);
        return (ObjectValue)ValueOperations.Transform(planned, static (_, part) => part is UnknownValue ? Value.Null(part.Type) : part);
    }

    private static string Id(ObjectValue value) => value.TextOf("id") ?? "";
}

/// <summary>An object that is looked up in the data directory.</summary>
internal sealed class MockData(string type, MockType shape) : DataSource
{
    public override string Type => type;

    public override Schema Schema => shape.DataSchema;

    public override async ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        var id = call.Config.TextOf("id") ?? "";
        var store = call.Session.Client<MockStore>();
        if (store.Refusal("read", id) is { } refusal) return new ReadDataResponse(call.Config) { Diagnostics = [refusal] };
        if (await store.ReadDataAsync(id, Schema.Block.ImpliedType, cancellation) is { } found) return new ReadDataResponse(MockResource.WithBlocks(found, Schema.Block));
        return new ReadDataResponse(call.Config) { Diagnostics = [ProviderDiagnostic.Error("No such object", $"The data directory has no object with the id \"{id}\".")] };
    }
}
