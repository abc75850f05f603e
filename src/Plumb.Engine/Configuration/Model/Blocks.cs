using Plumb.Core.Addresses;
using Plumb.Core.Conversion;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Installation;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Model;

/// <summary>An input variable. The constraint may be dynamic; defaults of optional attributes apply after conversion.</summary>
public sealed record VariableConfig(string Name, SourceSpan Span)
{
    public DataType Type { get; init; } = DataType.Dynamic;

    public TypeDefaults? TypeDefaults { get; init; }

    /// <summary>Converted to the type; null where there is none, which makes the variable required.</summary>
    public Value? Default { get; init; }

    public string Description { get; init; } = "";

    public bool HasDescription { get; init; }

    public bool Sensitive { get; init; }

    public bool Ephemeral { get; init; }

    public bool Nullable { get; init; } = true;

    public string? DeprecationMessage { get; init; }

    public IReadOnlyList<CheckRule> Validations { get; init; } = [];

    /// <summary>How values from the command line and environment are read: literally as a string, or as an expression.</summary>
    public bool ParsesAsExpression { get; init; }

    /// <summary>The place of the default's expression.</summary>
    public SourceSpan? DefaultSpan { get; init; }

    public bool HasDeclaredType { get; init; }

    internal WrittenArguments Written { get; init; }
}

public sealed record LocalConfig(string Name, Expression Expression, SourceSpan Span);

public sealed record OutputConfig(string Name, Expression? Expression, SourceSpan Span)
{
    public string Description { get; init; } = "";

    public bool HasDescription { get; init; }

    public bool Sensitive { get; init; }

    public bool Ephemeral { get; init; }

    public string? DeprecationMessage { get; init; }

    public IReadOnlyList<Traversal> DependsOn { get; init; } = [];

    public IReadOnlyList<CheckRule> Preconditions { get; init; } = [];

    internal WrittenArguments Written { get; init; }
}

/// <summary>A condition with its message: validation, precondition, postcondition or assertion.</summary>
public sealed record CheckRule(Expression Condition, Expression ErrorMessage, SourceSpan Span);

/// <summary>A resource block of any mode. The body is what is left for the provider's schema.</summary>
public sealed record ResourceConfig(ResourceName Name, Body Body, SourceSpan Span, SourceSpan TypeSpan)
{
    public Expression? Count { get; init; }

    public Expression? ForEach { get; init; }

    /// <summary>Zero or one instance without a key, by a bool (<c>lifecycle { enabled = … }</c>).</summary>
    public Expression? Enabled { get; init; }

    /// <summary>The provider configuration named, or the default one of the provider the type implies.</summary>
    public required ProviderReference Provider { get; init; }

    /// <summary>The provider that the local name stands for in this module.</summary>
    public required ProviderAddress ProviderAddress { get; init; }

    public IReadOnlyList<Traversal> DependsOn { get; init; } = [];

    public LifecycleConfig Lifecycle { get; init; } = new();

    public IReadOnlyList<ProvisionerConfig> Provisioners { get; init; } = [];

    /// <summary>The <c>connection</c> block that holds for all provisioners.</summary>
    public Body? Connection { get; init; }

    /// <summary>The check block around a data source, if any.</summary>
    public string? CheckName { get; init; }

    /// <summary>What a list asks for beside its configuration; null for all else.</summary>
    public ListArguments? List { get; init; }

    /// <summary>Written nowhere yet: the body follows from the object that is imported.</summary>
    public bool IsGenerated { get; init; }
}

/// <summary>A provider configuration as a resource or a module call names it.</summary>
public sealed record ProviderReference(string LocalName, string? Alias, SourceSpan? Span)
{
    /// <summary>The key of one instance of a provider with for_each.</summary>
    public Expression? Key { get; init; }

    public override string ToString() => Alias is null ? LocalName : $"{LocalName}.{Alias}";
}

public sealed record LifecycleConfig
{
    public bool CreateBeforeDestroy { get; init; }

    public bool HasCreateBeforeDestroy { get; init; }

    public bool PreventDestroy { get; init; }

    public SourceSpan? PreventDestroySpan { get; init; }

    /// <summary>Where it is not constant: whether the objects may be destroyed is found out when one of them is to be.</summary>
    public Expression? PreventDestroyWhen { get; init; }

    /// <summary>When the resource goes from the configuration its objects are forgotten, not destroyed (<c>destroy = false</c>).</summary>
    public bool ForgetOnRemoval { get; init; }

    /// <summary>Paths from the resource's own attributes.</summary>
    public IReadOnlyList<IgnoredPath> IgnoreChanges { get; init; } = [];

    public bool IgnoreAllChanges { get; init; }

    public IReadOnlyList<Expression> ReplaceTriggeredBy { get; init; } = [];

    public IReadOnlyList<CheckRule> Preconditions { get; init; } = [];

    public IReadOnlyList<CheckRule> Postconditions { get; init; } = [];

    /// <summary>What is done when the objects change.</summary>
    public IReadOnlyList<ActionTriggerConfig> ActionTriggers { get; init; } = [];
}

/// <summary>The root name of what is written is that of an attribute or block.</summary>
public sealed record IgnoredPath(ValuePath Path, Traversal Written);

public enum ProvisionerWhen
{
    Create,
    Destroy,
}

public sealed record ProvisionerConfig(string Type, Body Body, SourceSpan Span, SourceSpan TypeSpan)
{
    public ProvisionerWhen When { get; init; }

    /// <summary>A failure is a warning and the run goes on.</summary>
    public bool ContinueOnFailure { get; init; }

    public Body? Connection { get; init; }
}

public sealed record ModuleCallConfig(string Name, SourceSpan Span)
{
    /// <summary>As written or evaluated; null where it could not be told.</summary>
    public string? Source { get; init; }

    public SourceSpan? SourceSpan { get; init; }

    public VersionConstraintConfig? Version { get; init; }

    /// <summary>The source read; null where there is none or it is faulty.</summary>
    public ModuleSource? ParsedSource { get; init; }

    /// <summary>As written: the source may be made from what the caller gives the calling module.</summary>
    public Expression? SourceExpression { get; init; }

    public BodyAttribute? VersionAttribute { get; init; }

    public Expression? Count { get; init; }

    public Expression? ForEach { get; init; }

    public Expression? Enabled { get; init; }

    public IReadOnlyList<PassedProvider> Providers { get; init; } = [];

    public IReadOnlyList<Traversal> DependsOn { get; init; } = [];

    public SourceSpan? DependsOnSpan { get; init; }

    /// <summary>The arguments: values for the child's variables.</summary>
    public required Body Body { get; init; }
}

public sealed record PassedProvider(ProviderReference InChild, ProviderReference InParent);

public sealed record ProviderConfig(string LocalName, string? Alias, Body Body, SourceSpan Span)
{
    public required ProviderAddress Address { get; init; }

    /// <summary>Several configurations of one alias, told apart by key.</summary>
    public Expression? ForEach { get; init; }

    /// <summary>The deprecated <c>version</c> argument.</summary>
    public VersionConstraintConfig? Version { get; init; }
}

/// <summary>What one address became; the ends are resources, instances or modules, relative to the module.</summary>
public sealed record MovedConfig(Traversal From, Traversal To, SourceSpan Span);

public sealed record ImportConfig(SourceSpan Span)
{
    /// <summary>Stands in <see cref="Target"/> for a key that is computed; no key that is written can be this.</summary>
    internal const string ComputedKey = "\0computed";

    /// <summary>The target: an address whose keys may be expressions of each.key and each.value.</summary>
    public required Expression To { get; init; }

    /// <summary>Where the target leads; the keys in it are to be trusted only where none is computed.</summary>
    public required TargetAddress Target { get; init; }

    /// <summary>Whether any instance key of the target is known only by evaluating <see cref="To"/>.</summary>
    public bool HasComputedKey => ForEach is not null || Target.ToString().Contains(ComputedKey, StringComparison.Ordinal);

    public Expression? Id { get; init; }

    public Expression? Identity { get; init; }

    public Expression? ForEach { get; init; }

    public ProviderReference? Provider { get; init; }
}

public sealed record RemovedConfig(Traversal From, SourceSpan Span)
{
    /// <summary>False to forget the object and leave it be.</summary>
    public bool Destroy { get; init; } = true;

    public IReadOnlyList<ProvisionerConfig> Provisioners { get; init; } = [];

    public Body? Connection { get; init; }
}

public sealed record CheckConfig(string Name, SourceSpan Span)
{
    public ResourceConfig? Data { get; init; }

    public IReadOnlyList<CheckRule> Assertions { get; init; } = [];
}

public sealed record BackendConfig(string Type, Body Body, SourceSpan Span, SourceSpan TypeSpan);

public sealed record CloudConfig(Body Body, SourceSpan Span);

public sealed record ProviderMetaConfig(string LocalName, Body Body, SourceSpan Span);
