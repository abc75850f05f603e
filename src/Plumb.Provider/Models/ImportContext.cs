using Plumb.Core.Conversion;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>An import: by id, or by identity where the id is empty. The engine reads the object afterwards.</summary>
public sealed class ImportContext<TModel> : OperationContext where TModel : class, IModel<TModel>
{
    private readonly bool _mayDefer;

    internal ImportContext(ImportCall call) : base(call.Session)
    {
        Id = call.Id;
        Identity = call.Identity;
        _mayDefer = call.Request.DeferralAllowed;
    }

    public string Id { get; }

    public ObjectValue? Identity { get; set; }

    public PrivateData Private { get; } = new(default);

    internal ObjectValue? State { get; private set; }

    internal DeferralReason? Deferred { get; private set; }

    /// <summary>Puts the import off to a later run, if the engine can do that.</summary>
    public bool Defer(DeferralReason reason)
    {
        if (_mayDefer) Deferred = reason;
        return _mayDefer;
    }

    /// <summary>What is known of the object, enough to read the rest.</summary>
    public void Found(TModel model) => State = model.ToValue();

    /// <summary>An object of which the id or the identity is known and the rest is left to reading.</summary>
    public void PassThrough()
    {
        var definition = TModel.Definition;
        var state = EmptyObjects.Of(definition.Schema.Block);
        if (Identity is { } identity)
        {
            foreach (var (name, value) in identity.Entries)
                if (definition.ObjectType[name] is { } type && TypeConversion.TryConvert(value, type, out var converted, out _)) state = state.With(name, converted);
            State = state;
            return;
        }
        if (definition.ImportAttribute is not { } attribute || definition.ObjectType[attribute] is not { } idType)
        {
            Error("Resource Import Not Implemented", $"Resources of type {definition.Name} cannot be imported by an id.");
            return;
        }
        if (TypeConversion.TryConvert(Value.String(Id), idType, out var id, out var error)) State = state.With(attribute, id);
        else Error("Invalid import id", $"The id of a {definition.Name} is its attribute {attribute}; \"{Id}\" is none: {error.Message}.");
    }
}

/// <summary>Objects in which nothing is set: attributes are null, and collections of blocks empty.</summary>
internal static class EmptyObjects
{
    /// <summary>The value that says that there is no object.</summary>
    public static Value Nothing(Schema schema) => Value.Null(schema.Block.ImpliedType);

    public static ObjectValue Of(BlockSchema block) => Value.Object(
        block.Attributes.Select(a => KeyValuePair.Create<string, Value>(a.Name, Value.Null(a.ImpliedType)))
            .Concat(block.Blocks.Select(b => KeyValuePair.Create(b.Name, Of(b)))));

    private static Value Of(NestedBlockSchema block) => block.Nesting switch
    {
        NestingMode.Single => Value.Null(block.Block.ImpliedType),
        NestingMode.Group => Of(block.Block),
        NestingMode.List => ModelWriting.BlockList<Value>([], block.ImpliedType, v => v),
        NestingMode.Set => ModelWriting.BlockSet<Value>([], block.ImpliedType, v => v),
        _ => ModelWriting.BlockMap<Value>([], block.ImpliedType, v => v),
    };
}
