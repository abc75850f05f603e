using Plumb.Jinja.Values;
using Plumb.Operations.Data;
using Plumb.Playbooks.Actions;

namespace Plumb.Playbooks.Variables;

/// <summary>Keeps facts in a folder, a JSON file for each host. A file older than the limit counts as none.</summary>
public sealed class JsonFileFactCache(string folder, string prefix, TimeSpan limit, TimeProvider clock) : IFactCache
{
    public PyDict? Read(string host)
    {
        var path = PathOf(host);
        try
        {
            if (!File.Exists(path) || (limit > TimeSpan.Zero && clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) > limit)) return null;
            return DataConversion.ToValue(DataJson.Parse(File.ReadAllText(path))) as PyDict;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            // What cannot be read is gathered anew.
            return null;
        }
    }

    public void Write(string host, PyDict facts)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(host);
        var part = path + ".part";
        File.WriteAllText(part, DataJson.Write(DataConversion.ToMap(facts), indented: true));
        File.Move(part, path, overwrite: true);
    }

    public void Remove(string host) => File.Delete(PathOf(host));

    public void Clear()
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder, prefix + "*")) File.Delete(path);
    }

    private string PathOf(string host) => Path.Combine(folder, prefix + host.Replace('/', '_'));
}
