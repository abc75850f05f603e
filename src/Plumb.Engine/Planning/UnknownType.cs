using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Planning;

/// <summary>Says that a provider has no resource of a type.</summary>
internal static class UnknownType
{
    public static Diagnostic Describe(ResourceConfig config) => config.Name.Mode switch
    {
        ResourceMode.Managed => new(PlanRules.InvalidResourceType, config.TypeSpan, $"The provider {config.ProviderAddress.ForDisplay} does not support resource type \"{config.Name.Type}\"."),
        ResourceMode.Data => new(PlanRules.InvalidDataSource, config.TypeSpan, $"The provider {config.ProviderAddress.ForDisplay} does not support data source \"{config.Name.Type}\"."),
        ResourceMode.List => new(PlanRules.InvalidList, config.TypeSpan, $"The provider {config.ProviderAddress.ForDisplay} cannot list resources of type \"{config.Name.Type}\"."),
        ResourceMode.Action => new(PlanRules.InvalidAction, config.TypeSpan, $"The provider {config.ProviderAddress.ForDisplay} has no action \"{config.Name.Type}\"."),
        _ => new(PlanRules.InvalidEphemeral, config.TypeSpan, $"The provider {config.ProviderAddress.ForDisplay} does not support ephemeral resource type \"{config.Name.Type}\"."),
    };
}
