using System.Text.Json;
using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.Installation.Sources;

namespace Plumb.Plugins.Installation.Mirrors;

/// <summary>Writes the documents that make a directory of packages a network mirror, as soon as a web server offers it: what versions there are, and what archives.</summary>
public static class MirrorIndexes
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(string directory, CancellationToken cancellation)
    {
        var packages = new LocalPackages(directory);
        foreach (var address in packages.Providers())
        {
            var place = Path.Combine(directory, address.Host, address.Namespace, address.Type);
            var archives = packages.Of(address).Where(p => p.Location is ArchivePackage).ToArray();
            var versions = archives.Select(p => p.Version).Distinct().Order().ToArray();
            await SaveAsync(Path.Combine(place, "index.json"), json =>
            {
                json.WriteStartObject("versions");
                foreach (var version in versions.OrderBy(v => v.ToString(), StringComparer.Ordinal))
                {
                    json.WriteStartObject(version.ToString());
                    json.WriteEndObject();
                }
                json.WriteEndObject();
            }, cancellation).ConfigureAwait(false);
            foreach (var version in versions)
            {
                var own = await DescribeAsync(archives.Where(p => p.Version == version), cancellation).ConfigureAwait(false);
                await SaveAsync(Path.Combine(place, version + ".json"), json => WriteArchives(json, own), cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task<IReadOnlyList<(string Platform, string Hash, string File)>> DescribeAsync(IEnumerable<PackageInfo> packages, CancellationToken cancellation)
    {
        var found = new List<(string, string, string)>();
        foreach (var package in packages.OrderBy(p => p.Platform))
            if (package.Location is ArchivePackage archive)
                found.Add((package.Platform.ToString(), await PackageChecks.ContentHashAsync(archive, cancellation).ConfigureAwait(false), Path.GetFileName(archive.Path)));
        return found;
    }

    private static void WriteArchives(Utf8JsonWriter json, IReadOnlyList<(string Platform, string Hash, string File)> archives)
    {
        json.WriteStartObject("archives");
        foreach (var (platform, hash, file) in archives)
        {
            json.WriteStartObject(platform);
            json.WriteStartArray("hashes");
            json.WriteStringValue(hash);
            json.WriteEndArray();
            json.WriteString("url", file);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static async Task SaveAsync(string path, Action<Utf8JsonWriter> content, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        await using (var json = new Utf8JsonWriter(text, Indented))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }
        await File.WriteAllBytesAsync(path + ".new", text.ToArray(), cancellation).ConfigureAwait(false);
        File.Move(path + ".new", path, overwrite: true);
    }
}
