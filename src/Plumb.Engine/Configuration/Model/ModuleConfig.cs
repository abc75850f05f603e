using Plumb.Core.Addresses;
using Plumb.Core.Text;

namespace Plumb.Engine.Configuration.Model;

/// <summary>The content of one module's directory, override files merged.</summary>
public sealed class ModuleConfig
{
    /// <summary>The directory as <c>path.module</c> shows it: relative to the working directory where possible.</summary>
    public required string Directory { get; init; }

    /// <summary>The files that were read, override files last.</summary>
    public List<SourceFile> Files { get; } = [];

    public Dictionary<string, VariableConfig> Variables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LocalConfig> Locals { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OutputConfig> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Managed, data and ephemeral resources, those inside check blocks too.</summary>
    public Dictionary<ResourceName, ResourceConfig> Resources { get; } = [];

    public Dictionary<string, ModuleCallConfig> ModuleCalls { get; } = new(StringComparer.Ordinal);

    /// <summary>By local name and alias ("" for the default configuration).</summary>
    public Dictionary<(string LocalName, string Alias), ProviderConfig> Providers { get; } = [];

    /// <summary>By local name; holds only what is declared.</summary>
    public Dictionary<string, ProviderRequirement> RequiredProviders { get; } = new(StringComparer.Ordinal);

    /// <summary>The header of the required_providers block; null where there is none.</summary>
    public SourceSpan? RequiredProvidersSpan { get; set; }

    public List<MovedConfig> Moved { get; } = [];

    public List<ImportConfig> Imports { get; } = [];

    public List<RemovedConfig> Removed { get; } = [];

    public Dictionary<string, CheckConfig> Checks { get; } = new(StringComparer.Ordinal);

    public List<VersionConstraintConfig> RequiredVersions { get; } = [];

    public BackendConfig? Backend { get; set; }

    public CloudConfig? Cloud { get; set; }

    /// <summary>By provider local name.</summary>
    public Dictionary<string, ProviderMetaConfig> ProviderMetas { get; } = new(StringComparer.Ordinal);
}

public sealed record ProviderRequirement(string LocalName, ProviderAddress Address, string Source, VersionConstraintConfig? Version, IReadOnlyList<string> ConfigurationAliases, SourceSpan Span);
