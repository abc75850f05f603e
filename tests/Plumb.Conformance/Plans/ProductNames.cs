namespace Plumb.Conformance.Plans;

/// <summary>What differs between products that otherwise agree: their names, registries and versions.</summary>
internal static class ProductNames
{
    public static IReadOnlySet<string> VersionMembers { get; } = new HashSet<string> { "format_version", "terraform_version", "timestamp", "applyable", "complete" };

    public static string Normalize(string text) => text
        .Replace("registry.opentofu.org", "registry.terraform.io", StringComparison.Ordinal)
        .Replace("OpenTofu", "Terraform", StringComparison.Ordinal);
}
