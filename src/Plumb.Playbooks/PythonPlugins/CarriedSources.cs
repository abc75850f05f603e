using System.Text.Json;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>The Python that this program carries: what runs plugins, and what stands in for ansible-core where none is installed.</summary>
internal static class CarriedSources
{
    private const string Prefix = "python/";

    /// <summary>Writes each file as a property: its path, and its text.</summary>
    public static void Write(Utf8JsonWriter json)
    {
        var assembly = typeof(CarriedSources).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the resource {name} is gone");
            using var reader = new StreamReader(stream);
            json.WriteString(name[Prefix.Length..].Replace('\\', '/'), reader.ReadToEnd());
        }
    }
}
