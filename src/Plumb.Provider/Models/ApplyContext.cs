using Plumb.Core.Values;
using Plumb.Provider.Authoring;

namespace Plumb.Provider.Models;

/// <summary>An object in the making, or an update of one.</summary>
public sealed class ApplyContext<TModel> : OperationContext where TModel : class, IModel<TModel>
{
    private readonly ApplyCall _call;

    internal ApplyContext(ApplyCall call) : base(call.Session)
    {
        _call = call;
        Private = new PrivateData(call.Request.PlannedPrivate);
    }

    /// <summary>The object as it is stored; null where it is being created.</summary>
    public TModel? Prior => field ??= _call.Prior is { } prior ? TModel.FromValue(prior) : null;

    /// <summary>What is written, write-only attributes too.</summary>
    public TModel Config => field ??= TModel.FromValue(_call.Config);

    public PrivateData Private { get; }

    public ObjectValue PlannedValue => _call.Planned;

    public ObjectValue? ProviderMeta => _call.Request.ProviderMeta as ObjectValue;

    /// <summary>What identifies the object, where it is not attributes of the object themselves.</summary>
    public ObjectValue? Identity { get; set; }

    internal ObjectValue? Saved { get; private set; }

    /// <summary>
    /// What exists by now. If the call fails afterwards, this is what is stored, so that nothing that was made is lost.
    /// Call it as soon as the object exists.
    /// </summary>
    public void Save(TModel made) => Saved = made.ToValue();
}
