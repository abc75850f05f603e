using System.Text.Json;
using System.Text.Json.Serialization;

namespace Example.Notes;

internal sealed record StoredNote(string Title, string Body, IReadOnlyList<string> Tags);

[JsonSerializable(typeof(StoredNote))]
internal sealed partial class NoteJson : JsonSerializerContext;

/// <summary>The client: what would be calls of an HTTP API elsewhere.</summary>
internal sealed class NoteFolder(string path)
{
    public async Task<StoredNote?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!File.Exists(PathOf(id))) return null;
        await using var file = File.OpenRead(PathOf(id));
        return await JsonSerializer.DeserializeAsync(file, NoteJson.Default.StoredNote, cancellation);
    }

    public async Task WriteAsync(string id, StoredNote note, CancellationToken cancellation)
    {
        await using var file = File.Create(PathOf(id));
        await JsonSerializer.SerializeAsync(file, note, NoteJson.Default.StoredNote, cancellation);
    }

    public void Delete(string id) => File.Delete(PathOf(id));

    private string PathOf(string id) => Path.Combine(path, Path.GetFileName(id) + ".json");
}
