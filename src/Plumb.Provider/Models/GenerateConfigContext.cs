using Plumb.Core.Values;
using Plumb.Provider.Authoring;

namespace Plumb.Provider.Models;

/// <summary>The configuration of an object that exists being made up.</summary>
public sealed class GenerateConfigContext<TModel> : OperationContext where TModel : class, IModel<TModel>
{
    private readonly GenerateConfigCall _call;

    internal GenerateConfigContext(GenerateConfigCall call) : base(call.Session) => _call = call;

    /// <summary>The object with all that is known of it.</summary>
    public TModel State => field ??= TModel.FromValue(_call.State);

    public ObjectValue StateValue => _call.State;
}
