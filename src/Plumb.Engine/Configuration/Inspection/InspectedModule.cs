using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;

namespace Plumb.Engine.Configuration.Inspection;

/// <summary>What tools want to know of a module without running it: its interface, and what it needs and calls.</summary>
public sealed class InspectedModule
{
    public required string Directory { get; init; }

    public Dictionary<string, InspectedVariable> Variables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, InspectedOutput> Outputs { get; } = new(StringComparer.Ordinal);

    public List<string> RequiredVersions { get; } = [];

    public Dictionary<string, InspectedRequirement> RequiredProviders { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, InspectedProvider> ProviderConfigs { get; } = new(StringComparer.Ordinal);

    public Dictionary<ResourceName, InspectedResource> Resources { get; } = [];

    public Dictionary<string, InspectedCall> ModuleCalls { get; } = new(StringComparer.Ordinal);

    public DiagnosticBag Diagnostics { get; } = [];

    internal InspectedRequirement Requirement(string localName)
    {
        if (!RequiredProviders.TryGetValue(localName, out var requirement)) RequiredProviders[localName] = requirement = new InspectedRequirement();
        return requirement;
    }
}

/// <summary>The type is as written; the default is null where there is none, which makes the variable required.</summary>
public sealed record InspectedVariable(string Name, string Type, string Description, Value? Default, bool Sensitive, string? Deprecated, SourceSpan Span);

public sealed record InspectedOutput(string Name, string Description, bool Sensitive, string? Deprecated, SourceSpan Span);

public sealed class InspectedRequirement
{
    public string Source { get; set; } = "";

    public List<string> VersionConstraints { get; } = [];
}

public sealed record InspectedProvider(string Name, string Alias);

public sealed record InspectedResource(ResourceName Name, InspectedProvider Provider, SourceSpan Span);

public sealed record InspectedCall(string Name, string Source, string Version, SourceSpan Span);
