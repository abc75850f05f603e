namespace Plumb.Core.Addresses;

/// <summary>Where a provider comes from: <c>host/namespace/type</c>, parts in their normal form.</summary>
public sealed record ProviderAddress(string Host, string Namespace, string Type)
{
    public const string DefaultHost = "registry.terraform.io";
    public const string BuiltinHost = "terraform.io";

    public static ProviderAddress BuiltinTerraform { get; } = new(BuiltinHost, "builtin", "terraform");

    public bool IsBuiltin => Host == BuiltinHost && Namespace == "builtin";

    public static ProviderAddress Official(string type) => new(DefaultHost, "hashicorp", type);

    /// <summary>For people: without the default host.</summary>
    public string ForDisplay => Host == DefaultHost ? $"{Namespace}/{Type}" : ToString();

    public override string ToString() => $"{Host}/{Namespace}/{Type}";
}

/// <summary>One configuration of a provider in a module of the configuration; the alias tells several apart.</summary>
public sealed record ProviderConfigAddress(ModuleAddress Module, ProviderAddress Provider, string? Alias)
{
    /// <summary>As in a state: <c>module.a.provider["registry.terraform.io/hashicorp/random"].alias</c>.</summary>
    public override string ToString() =>
        (Module.IsRoot ? "" : Module + ".") + $"provider[\"{Provider}\"]" + (Alias is null ? "" : "." + Alias);
}
