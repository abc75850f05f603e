namespace Plumb.Core.Addresses;

/// <summary>One configuration of a provider in a module of the configuration; the alias tells several apart.</summary>
public sealed record ProviderConfigAddress(ModuleAddress Module, ProviderAddress Provider, string? Alias)
{
    /// <summary>As in a state: <c>module.a.provider["registry.terraform.io/hashicorp/random"].alias</c>.</summary>
    public override string ToString() =>
        (Module.IsRoot ? "" : Module + ".") + $"provider[\"{Provider}\"]" + (Alias is null ? "" : "." + Alias);

    /// <summary>One instance of a configuration with for_each, as in a state: <c>provider["…"].alias["key"]</c>; without a key the configuration itself.</summary>
    public string InstanceText(InstanceKey key) => ToString() + key;
}
