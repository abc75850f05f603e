using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Versions;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>One installed module: the path of its call as <c>a.b</c> (empty for the root), its source, version and directory.</summary>
public sealed record InstalledModule(string Key, string Source, SemanticVersion? Version, string Directory);

/// <summary>
/// The list of installed modules, <c>modules.json</c> in the data directory's <c>modules</c>: the file is read and written
/// byte for byte as Terraform does.
/// </summary>
public sealed class ModuleManifest
{
    public const string FileName = "modules.json";

    private const long MaxBytes = 64L << 20;

    private readonly Dictionary<string, InstalledModule> _modules = new(StringComparer.Ordinal);

    /// <summary>In the order of their keys.</summary>
    public IEnumerable<InstalledModule> Modules => _modules.Values.OrderBy(m => m.Key, Utf8Order.Instance);

    public InstalledModule? Find(string key) => _modules.GetValueOrDefault(key);

    public void Set(InstalledModule module) => _modules[module.Key] = module;

    public void Remove(string key) => _modules.Remove(key);

    /// <summary>The manifest in a modules directory; empty where there is none. Throws <see cref="InvalidDataException"/> where it is damaged.</summary>
    public static ModuleManifest Read(string modulesDirectory)
    {
        var file = new FileInfo(Path.Combine(modulesDirectory, FileName));
        if (!file.Exists) return new ModuleManifest();
        if (file.Length > MaxBytes) throw new InvalidDataException($"{file.FullName} is too large to be a list of modules.");
        return Parse(File.ReadAllBytes(file.FullName));
    }

    public static ModuleManifest Parse(ReadOnlyMemory<byte> json)
    {
        var manifest = new ModuleManifest();
        if (json.IsEmpty) return manifest;
        try
        {
            using var document = JsonDocument.Parse(json);
            if (!document.RootElement.TryGetProperty(nameof(Modules), out var modules) || modules.ValueKind == JsonValueKind.Null) return manifest;
            foreach (var entry in modules.EnumerateArray())
            {
                if (!manifest._modules.TryAdd(Text(entry, "Key"), ReadEntry(entry)))
                    throw new InvalidDataException($"The module \"{Text(entry, "Key")}\" is listed twice.");
            }
            return manifest;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("It is not a list of modules: " + e.Message, e);
        }
    }

    public byte[] ToJson()
    {
        var json = new StringBuilder("{\"Modules\":[");
        foreach (var module in Modules)
        {
            if (json[^1] == '}') json.Append(',');
            json.Append("{\"Key\":").Append(Quote(module.Key)).Append(",\"Source\":").Append(Quote(module.Source));
            if (module.Version is { } version) json.Append(",\"Version\":").Append(Quote(version.ToString()));
            json.Append(",\"Dir\":").Append(Quote(module.Directory)).Append('}');
        }
        return Encoding.UTF8.GetBytes(json.Append("]}").ToString());
    }

    public void Write(string modulesDirectory)
    {
        Directory.CreateDirectory(modulesDirectory);
        File.WriteAllBytes(Path.Combine(modulesDirectory, FileName), ToJson());
    }

    public override string ToString() => Encoding.UTF8.GetString(ToJson());

    private static InstalledModule ReadEntry(JsonElement entry)
    {
        var written = Text(entry, "Version");
        SemanticVersion? version = null;
        if (written.Length > 0 && !SemanticVersion.TryParse(written, out version))
            throw new InvalidDataException($"\"{written}\" is not the version of a module.");
        return new InstalledModule(Text(entry, "Key"), Text(entry, "Source"), version, Text(entry, "Dir"));
    }

    private static string Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    /// <summary>Escapes what the peer's JSON does: markup and line separators too, nothing else beyond ASCII.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }
}
