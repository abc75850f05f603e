using System.Text;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Authoring.State;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Models;

/// <summary>A look at an object.</summary>
public sealed class ReadContext : OperationContext
{
    private readonly ReadCall _call;

    internal ReadContext(ReadCall call) : base(call.Session)
    {
        _call = call;
        Private = new PrivateData(call.Request.Private);
        Identity = call.Request.Identity as ObjectValue;
    }

    public PrivateData Private { get; }

    public ObjectValue? ProviderMeta => _call.Request.ProviderMeta as ObjectValue;

    /// <summary>What identifies the object, where it is not attributes of the object themselves.</summary>
    public ObjectValue? Identity { get; set; }

    internal DeferralReason? Deferred { get; private set; }

    public bool Defer(DeferralReason reason)
    {
        if (_call.Request.DeferralAllowed) Deferred = reason;
        return _call.Request.DeferralAllowed;
    }
}

/// <summary>A delete.</summary>
public sealed class DeleteContext : OperationContext
{
    internal DeleteContext(DeleteCall call) : base(call.Session)
    {
        Private = new PrivateData(call.Request.PlannedPrivate);
        ProviderMeta = call.Request.ProviderMeta as ObjectValue;
    }

    public PrivateData Private { get; }

    public ObjectValue? ProviderMeta { get; }
}

/// <summary>A destroy being planned.</summary>
public sealed class DestroyPlanContext : OperationContext
{
    private readonly bool _mayDefer;

    internal DestroyPlanContext(PlanDestroyCall call) : base(call.Session)
    {
        Private = new PrivateData(call.Request.PriorPrivate);
        _mayDefer = call.Request.DeferralAllowed;
    }

    public PrivateData Private { get; }

    internal DeferralReason? Deferred { get; private set; }

    public bool Defer(DeferralReason reason)
    {
        if (_mayDefer) Deferred = reason;
        return _mayDefer;
    }
}

/// <summary>An object of another type that is to become one of this.</summary>
public sealed class MoveContext : OperationContext
{
    private readonly MoveCall _call;

    internal MoveContext(MoveCall call) : base(call.Session)
    {
        _call = call;
        Private = new PrivateData(call.Request.SourcePrivate);
    }

    public ProviderAddress SourceProvider => _call.Request.SourceProvider;

    public string SourceType => _call.Request.SourceType;

    public long SourceSchemaVersion => _call.Request.SourceSchemaVersion;

    /// <summary>The stored attributes as JSON.</summary>
    public string SourceJson => Encoding.UTF8.GetString(_call.Request.SourceStateJson.Span);

    public PrivateData Private { get; }

    public ObjectValue? Identity { get; set; }

    /// <summary>The stored attributes as a model of the source's; attributes that the model lacks are dropped.</summary>
    /// <exception cref="FormatException">An attribute is not of the model's type.</exception>
    public TSource ReadSource<TSource>() where TSource : class, IModel<TSource> =>
        TSource.FromValue(StoredObjects.ReadObject(_call.Request.SourceStateJson, TSource.Definition.ObjectType));
}

/// <summary>A data source being read.</summary>
public sealed class DataContext : OperationContext
{
    private readonly ReadDataCall _call;

    internal DataContext(ReadDataCall call) : base(call.Session) => _call = call;

    public ObjectValue ConfigValue => _call.Config;

    public ObjectValue? ProviderMeta => _call.Request.ProviderMeta as ObjectValue;

    internal DeferralReason? Deferred { get; private set; }

    public bool Defer(DeferralReason reason)
    {
        if (_call.Request.DeferralAllowed) Deferred = reason;
        return _call.Request.DeferralAllowed;
    }
}

/// <summary>An ephemeral object being opened, renewed or closed.</summary>
public sealed class EphemeralContext : OperationContext
{
    private readonly bool _mayDefer;

    internal EphemeralContext(ReadOnlyMemory<byte> privateData, bool mayDefer, ProviderSession session) : base(session)
    {
        Private = new PrivateData(privateData);
        _mayDefer = mayDefer;
    }

    public PrivateData Private { get; }

    /// <summary>When the object must be renewed; null for never.</summary>
    public DateTimeOffset? RenewAt { get; set; }

    internal DeferralReason? Deferred { get; private set; }

    public bool Defer(DeferralReason reason)
    {
        if (_mayDefer) Deferred = reason;
        return _mayDefer;
    }
}

/// <summary>The provider being configured.</summary>
public sealed class ConfigureContext : OperationContext
{
    private readonly ConfigureRequest _request;

    internal ConfigureContext(ObjectValue config, ConfigureRequest request, ProviderSession session) : base(session)
    {
        _request = request;
        ConfigValue = config;
    }

    public ObjectValue ConfigValue { get; }

    public string TerraformVersion => _request.TerraformVersion;

    internal DeferralReason? Deferred { get; private set; }

    /// <summary>Puts off everything that the provider does to a later run, if the engine can do that.</summary>
    public bool Defer(DeferralReason reason)
    {
        if (_request.DeferralAllowed) Deferred = reason;
        return _request.DeferralAllowed;
    }
}
