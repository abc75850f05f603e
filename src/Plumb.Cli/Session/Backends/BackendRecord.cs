using System.Text;
using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Engine;

namespace Plumb.Cli.Session.Backends;

/// <summary>
/// The backend that a working directory was made ready for, in the data directory and in the peer's form. It tells when
/// the configuration asks for another one, and holds settings that were given to <c>init</c> alone.
/// </summary>
/// <param name="Type">The kind of backend.</param>
/// <param name="Place">Where its states are; of a backend other than the local one this says nothing.</param>
/// <param name="Hash">Of the settings in the configuration, without those given to <c>init</c>.</param>
internal sealed record BackendRecord(string Type, LocalPlace Place, long Hash)
{
    public const string Local = "local";

    private const string FileName = "terraform.tfstate";

    /// <summary>Null where there is none.</summary>
    public static BackendRecord? Read(string dataDirectory, DiagnosticBag diagnostics)
    {
        var path = Path.Combine(dataDirectory, FileName);
        try
        {
            if (!File.Exists(path)) return null;
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (!json.RootElement.TryGetProperty("backend", out var backend) || backend.ValueKind != JsonValueKind.Object) return null;
            if (!backend.TryGetProperty("type", out var type) || type.GetString() is not { Length: > 0 } kind) return null;
            var place = backend.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object ? new LocalPlace(Text(config, "path"), Text(config, "workspace_dir")) : LocalPlace.Usual;
            return new BackendRecord(kind, place, backend.TryGetProperty("hash", out var hash) && hash.TryGetInt64(out var number) ? number : 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            diagnostics.Add(new Diagnostic(BackendRules.NotRecorded, null, $"Which backend this directory was made ready for cannot be read from {path}: {e.Message}")
            {
                Help = "Remove the file and run:\n    plumb init -reconfigure",
            });
            return null;
        }
    }

    /// <summary>Writes it down; null for no backend block. False where that fails, which is reported.</summary>
    public static bool Write(string dataDirectory, BackendRecord? record, DiagnosticBag diagnostics)
    {
        var path = Path.Combine(dataDirectory, FileName);
        try
        {
            Directory.CreateDirectory(dataDirectory);
            var temporary = path + ".tmp";
            File.WriteAllBytes(temporary, ToJson(record));
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(BackendRules.NotRecorded, null, $"Which backend this directory is made ready for cannot be written to {path}: {e.Message}");
            return false;
        }
    }

    /// <summary>Tells settings apart; the peer numbers them in another way and compares the settings themselves where the numbers differ.</summary>
    public static long HashOf(LocalPlace place)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes($"{Local}\0{place.Path}\0{place.WorkspaceFolder}")) hash = (hash ^ b) * 16777619u;
        return hash;
    }

    private static byte[] ToJson(BackendRecord? record)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 3);
            json.WriteString("terraform_version", LanguageVersion.Text);
            if (record is not null) WriteBackend(json, record);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteBackend(Utf8JsonWriter json, BackendRecord record)
    {
        json.WriteStartObject("backend");
        json.WriteString("type", record.Type);
        json.WriteStartObject("config");
        json.WriteString("path", record.Place.Path);
        json.WriteString("workspace_dir", record.Place.WorkspaceFolder);
        json.WriteEndObject();
        json.WriteNumber("hash", record.Hash);
        json.WriteEndObject();
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
