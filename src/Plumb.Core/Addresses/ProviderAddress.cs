using Plumb.Core.Text;

namespace Plumb.Core.Addresses;

/// <summary>Where a provider comes from: <c>host/namespace/type</c>, parts in their normal form.</summary>
public sealed record ProviderAddress(string Host, string Namespace, string Type) : IComparable<ProviderAddress>
{
    public const string DefaultHost = "registry.terraform.io";
    public const string BuiltinHost = "terraform.io";

    /// <summary>Stands for the namespace of a provider that a state from before Terraform 0.13 names by its type alone.</summary>
    public const string UnknownNamespace = "-";

    public static ProviderAddress BuiltinTerraform { get; } = new(BuiltinHost, "builtin", "terraform");

    public bool IsBuiltin => Host == BuiltinHost && Namespace == "builtin";

    /// <summary>For people: without the default host.</summary>
    public string ForDisplay => Host == DefaultHost ? $"{Namespace}/{Type}" : ToString();

    public static ProviderAddress Official(string type) => new(DefaultHost, "hashicorp", type);

    public static ProviderAddress FromBefore013(string type) => type == "terraform" ? BuiltinTerraform : new ProviderAddress(DefaultHost, UnknownNamespace, type);

    public int CompareTo(ProviderAddress? other)
    {
        if (other is null) return 1;
        if (Utf8Order.Compare(Host, other.Host) is not 0 and var hosts) return hosts;
        return Utf8Order.Compare(Namespace, other.Namespace) is not 0 and var namespaces ? namespaces : Utf8Order.Compare(Type, other.Type);
    }

    public override string ToString() => $"{Host}/{Namespace}/{Type}";
}
