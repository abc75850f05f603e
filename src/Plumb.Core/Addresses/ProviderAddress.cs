using System.Diagnostics.CodeAnalysis;

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

    /// <summary>
    /// Reads an address in its full and normal form, as states, plans and lock files hold it. What people write in a
    /// configuration may be shorter and is for the configuration to complete.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProviderAddress? address)
    {
        address = null;
        var parts = text.Split('/');
        if (parts.Length != 3 || !Array.TrueForAll(parts, IsPart)) return false;
        address = new ProviderAddress(parts[0], parts[1], parts[2]);
        return true;
    }

    public int CompareTo(ProviderAddress? other)
    {
        if (other is null) return 1;
        if (Text.Utf8Order.Compare(Host, other.Host) is not 0 and var hosts) return hosts;
        return Text.Utf8Order.Compare(Namespace, other.Namespace) is not 0 and var namespaces ? namespaces : Text.Utf8Order.Compare(Type, other.Type);
    }

    public override string ToString() => $"{Host}/{Namespace}/{Type}";

    private static bool IsPart(string part) => part.Length > 0 && part.All(static c => char.IsLetterOrDigit(c) ? !char.IsUpper(c) : c is '-' or '_' or '.' or ':');
}
