using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plumb.Plugins.CliConfiguration.Credentials;

/// <summary>
/// <c>credentials.tfrc.json</c>, in which <c>login</c> keeps tokens: readable for its user alone, and written as a whole or not at all.
/// What else is in it stays.
/// </summary>
public sealed class CredentialsFile(string path)
{
    private const string Member = "credentials";

    public string Path { get; } = path;

    /// <summary>Null where there is none. Throws <see cref="InvalidDataException"/> where the file is damaged.</summary>
    public string? Find(string host) => Read()[Member] is JsonObject hosts && hosts[host] is JsonObject entry && entry["token"] is JsonValue token && token.GetValueKind() == JsonValueKind.String ? token.GetValue<string>() : null;

    public void Store(string host, string token)
    {
        var document = Read();
        if (document[Member] is not JsonObject hosts) document[Member] = hosts = [];
        hosts[host] = new JsonObject { ["token"] = JsonValue.Create(token) };
        Write(document);
    }

    /// <summary>False where there was nothing to forget.</summary>
    public bool Forget(string host)
    {
        var document = Read();
        if (document[Member] is not JsonObject hosts || !hosts.Remove(host)) return false;
        Write(document);
        return true;
    }

    private JsonObject Read()
    {
        if (!File.Exists(Path)) return [];
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(Path)) as JsonObject ?? throw new InvalidDataException($"The file {Path} does not hold a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The file {Path} cannot be read: {e.Message}", e);
        }
    }

    private void Write(JsonObject document)
    {
        var folder = System.IO.Path.GetDirectoryName(Path) ?? ".";
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var temporary = $"{Path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(temporary, options))
            using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" })) document.WriteTo(json);
            File.Move(temporary, Path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
