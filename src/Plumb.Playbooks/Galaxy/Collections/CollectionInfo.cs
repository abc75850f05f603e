using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Operations.Data;
using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Requirements;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>What a collection says of itself, in <c>MANIFEST.json</c> where it is built and in <c>galaxy.yml</c> where it is not.</summary>
public sealed record CollectionInfo(string Namespace, string Name, string VersionText, IReadOnlyList<KeyValuePair<string, string>> Dependencies)
{
    public const string ManifestFile = "MANIFEST.json";
    public const string SourceFileName = "galaxy.yml";

    private const int MaxBytes = 16 << 20;

    public string FullName => $"{Namespace}.{Name}";

    /// <summary>Null where the version follows no rule, as in a repository that is worked on.</summary>
    public CollectionVersion? Version => CollectionVersion.TryParse(VersionText, out var version) ? version : null;

    public static bool IsCollection(string folder) => File.Exists(Path.Combine(folder, ManifestFile)) || File.Exists(Path.Combine(folder, SourceFileName));

    /// <summary>Throws <see cref="FetchException"/> where there is nothing, or nothing that can be understood.</summary>
    public static CollectionInfo Read(string folder)
    {
        var manifest = Path.Combine(folder, ManifestFile);
        return File.Exists(manifest) ? OfMap(ReadManifest(manifest), manifest) : OfMap(ReadSource(folder), Path.Combine(folder, SourceFileName));
    }

    /// <summary>What <c>galaxy.yml</c> says.</summary>
    public static MapData ReadSource(string folder)
    {
        var path = Path.Combine(folder, SourceFileName);
        if (!File.Exists(path)) throw new FetchException($"there is no collection in {folder}: it has neither {ManifestFile} nor {SourceFileName}.");
        var diagnostics = new DiagnosticBag();
        if (YamlReader.ReadDocument(new SourceFile(path, ReadText(path)), diagnostics) is { } node && YamlData.Read(node, diagnostics) is MapData map) return map;
        throw new FetchException($"{path} is no mapping: {diagnostics.FirstOrDefault()?.Detail}");
    }

    private static MapData ReadManifest(string path)
    {
        try
        {
            if (DataJson.Parse(ReadText(path)) is MapData manifest && manifest["collection_info"] is MapData info) return info;
        }
        catch (JsonException e)
        {
            throw new FetchException($"{path} is not JSON: {e.Message}", e);
        }
        throw new FetchException($"{path} has no \"collection_info\".");
    }

    private static CollectionInfo OfMap(MapData map, string path)
    {
        string Text(string key) => map[key] is { } value and not NullData ? PythonText.Str(value) : throw new FetchException($"{path} has no \"{key}\".");
        var info = new CollectionInfo(Text("namespace"), Text("name"), map["version"] is { } version and not NullData ? PythonText.Str(version) : "*",
            map["dependencies"] is MapData dependencies ? [.. dependencies.Entries.Select(d => KeyValuePair.Create(d.Key, PythonText.Str(d.Value)))] : []);
        // The name becomes a path.
        return CollectionRequirement.IsName(info.FullName) ? info : throw new FetchException($"{path} gives the name \"{info.FullName}\", which no collection can have.");
    }

    private static string ReadText(string path) => new FileInfo(path).Length <= MaxBytes ? File.ReadAllText(path) : throw new FetchException($"{path} is larger than {MaxBytes >> 20} MiB.");
}
