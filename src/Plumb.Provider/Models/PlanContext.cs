using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Models;

/// <summary>
/// The plan of one object as the rules of its schema have made it, to be adjusted. Models are made when they are asked
/// for. What stays in the planned model as it was read stays in the plan as it is, unknown or not.
/// </summary>
public sealed class PlanContext<TModel> : OperationContext where TModel : class, IModel<TModel>
{
    private readonly PlanCall _call;
    private readonly List<ValuePath> _replaced;
    private readonly List<ValuePath> _unknown = [];
    private ObjectValue? _asRead;
    private TModel? _planned;

    internal PlanContext(PlanCall call, RulePlan rules) : base(call.Session)
    {
        _call = call;
        _replaced = [.. rules.RequiresReplace];
        PlannedValue = rules.Planned;
        Private = new PrivateData(call.Request.PriorPrivate);
        FirstPlan = new PrivateData(call.Request.PlannedPrivate);
    }

    public bool IsNew => _call.Prior is null;

    /// <summary>The object as it is stored; null where it is to be created.</summary>
    public TModel? Prior => field ??= _call.Prior is { } prior ? TModel.FromValue(prior) : null;

    public TModel Config => field ??= TModel.FromValue(_call.Config);

    public TModel Planned
    {
        get
        {
            if (_planned is not null) return _planned;
            _asRead = TModel.FromValue(PlannedValue).ToValue();
            return _planned = TModel.FromValue(PlannedValue);
        }
        set
        {
            _ = Planned;
            _planned = value;
        }
    }

    public ObjectValue ConfigValue => _call.Config;

    public ObjectValue? PriorValue => _call.Prior;

    /// <summary>What was planned before this call began.</summary>
    public ObjectValue PlannedValue { get; }

    public PrivateData Private { get; }

    /// <summary>
    /// What <see cref="Private"/> held after the first plan, where this is the second one of the same change, made with what has become known
    /// while it is applied; empty in a first plan, and where the engine does not keep it.
    /// </summary>
    public PrivateData FirstPlan { get; }

    /// <summary>The identity that the object will have, where it can be told already; null to leave it as it is.</summary>
    public ObjectValue? Identity { get; set; }

    internal DeferralReason? Deferred { get; private set; }

    internal IReadOnlyList<ValuePath> RequiresReplace => _replaced;

    /// <summary>Whether the place is planned with something known; a place inside something unknown is not.</summary>
    public bool IsKnown(ValuePath attribute) => ValueOperations.At(PlannedValue, attribute) is { IsKnown: true };

    /// <summary>A change of the attribute cannot be made in place.</summary>
    public void RequireReplace(ValuePath attribute) => _replaced.Add(attribute);

    /// <summary>What the attribute will be is known only when the change is made. The attribute is a computed one.</summary>
    public void MarkUnknown(ValuePath attribute) => _unknown.Add(attribute);

    /// <summary>Puts the change off to a later run, if the engine can do that; else it is planned as it is.</summary>
    public bool Defer(DeferralReason reason)
    {
        if (_call.Request.DeferralAllowed) Deferred = reason;
        return _call.Request.DeferralAllowed;
    }

    internal ObjectValue Result()
    {
        var result = _planned is null || _asRead is null ? PlannedValue : (ObjectValue)UntouchedValues.Keep(PlannedValue, _asRead, _planned.ToValue());
        if (_unknown.Count == 0) return result;
        return (ObjectValue)ValueOperations.Transform(result, (path, value) => _unknown.Contains(path) ? Value.Unknown(value.Type) : value);
    }
}
