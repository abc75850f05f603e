using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Plumb.Provider.Models;

/// <summary>
/// What a provider keeps with an object for itself, by name; it travels with plan and state and is shown to nobody.
/// It is read when it is first asked for.
/// </summary>
public sealed class PrivateData(ReadOnlyMemory<byte> stored)
{
    private SortedDictionary<string, byte[]>? _entries;
    private bool _isChanged;

    public string? GetText(string name) => Entries.TryGetValue(name, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;

    public ReadOnlyMemory<byte>? Get(string name) => Entries.TryGetValue(name, out var bytes) ? bytes : null;

    public void Set(string name, string text) => Set(name, Encoding.UTF8.GetBytes(text));

    public void Set(string name, ReadOnlySpan<byte> data)
    {
        Entries[name] = data.ToArray();
        _isChanged = true;
    }

    public void Remove(string name) => _isChanged |= Entries.Remove(name);

    /// <summary>As it is stored: an object of Base64 texts.</summary>
    internal ReadOnlyMemory<byte> ToBytes()
    {
        if (!_isChanged) return stored;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, data) in Entries) json.WriteBase64String(name, data);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private SortedDictionary<string, byte[]> Entries => _entries ??= Read(stored);

    // What another library wrote is not in this form; it is left alone until something is set.
    private static SortedDictionary<string, byte[]> Read(ReadOnlyMemory<byte> stored)
    {
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        if (stored.IsEmpty) return entries;
        try
        {
            using var document = JsonDocument.Parse(stored);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return entries;
            foreach (var property in document.RootElement.EnumerateObject())
                if (property.Value.ValueKind == JsonValueKind.String && property.Value.TryGetBytesFromBase64(out var data)) entries[property.Name] = data;
        }
        catch (JsonException)
        {
            entries.Clear();
        }
        return entries;
    }
}
