using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Programs;

namespace Plumb.Conformance.Plans;

/// <summary>
/// Makes a case's providers available: ours of the name <c>tfcoremock</c> where providers are found without a setting. The
/// cases pin versions of the utility providers that are years old, and states name the other registry; the pins go, since
/// those providers are inside the program, and the registry is as it is everywhere else.
/// </summary>
internal static partial class EquivalenceProviders
{
    private const string Version = "0.1.1";

    /// <summary>
    /// What differs because the utility providers are of today, their pins and the checksums that files have had since, or
    /// because Terraform 1.11 calls a sensitive attribute sensitive where it is null too.
    /// </summary>
    public static IReadOnlySet<string> OtherVersions { get; } = new HashSet<string>(ProductNames.VersionMembers)
    {
        "version_constraint", "content_md5", "content_sha1", "content_sha256", "content_sha512", "content_base64sha256", "content_base64sha512", "sensitive_content",
    };

    /// <summary>OpenTofu says of a variable what type it has and if it is required; Terraform 1.11 does not.</summary>
    public static string WithoutVariableTypes(string document)
    {
        if (JsonNode.Parse(document) is not JsonObject root || root["configuration"] is not { } configuration) return document;
        Strip(configuration);
        return root.ToJsonString();
    }

    private static void Strip(JsonNode node)
    {
        if (node is JsonArray elements) foreach (var element in elements.OfType<JsonNode>()) Strip(element);
        if (node is not JsonObject members) return;
        foreach (var variable in (members["variables"] as JsonObject ?? []).Select(v => v.Value).OfType<JsonObject>())
        {
            variable.Remove("type");
            variable.Remove("required");
        }
        foreach (var member in members.Select(m => m.Value).OfType<JsonNode>()) Strip(member);
    }

    public static void Prepare(WorkFolder folder)
    {
        var platform = $"linux_{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64")}";
        var packages = Directory.CreateDirectory(folder[$"terraform.d/plugins/registry.terraform.io/hashicorp/tfcoremock/{Version}"]);
        Directory.CreateSymbolicLink(Path.Combine(packages.FullName, platform), Program());
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*.tf", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder.Path, "*.tfstate")))
        {
            if (file.Contains("terraform.d", StringComparison.Ordinal)) continue;
            File.WriteAllText(file, UtilityPin().Replace(ProductNames.Normalize(File.ReadAllText(file)), "$1"));
        }
    }

    private static string Program() => new[] { "debug", "release" }
        .Select(configuration => Path.Combine(ConformanceCorpus.Repository.FullName, "artifacts", "bin", "tfcoremock", configuration))
        .Where(Directory.Exists)
        .MaxBy(Directory.GetLastWriteTimeUtc) ?? throw new InvalidOperationException("providers/tfcoremock is not built");

    [GeneratedRegex("(source\\s*=\\s*\"hashicorp/(?:local|null|random)\")\\s*version\\s*=\\s*\"[^\"]*\"")]
    private static partial Regex UtilityPin();
}
