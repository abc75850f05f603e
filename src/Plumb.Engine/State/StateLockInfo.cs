using System.Globalization;
using System.Text.Json;

namespace Plumb.Engine.State;

/// <summary>Who holds a lock and what for, as the peer writes it beside a locked state.</summary>
public sealed record StateLockInfo(string Id, string Operation, string Info, string Who, string Version, string Created, string Path)
{
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("ID"u8, Id);
            json.WriteString("Operation"u8, Operation);
            json.WriteString("Info"u8, Info);
            json.WriteString("Who"u8, Who);
            json.WriteString("Version"u8, Version);
            json.WriteString("Created"u8, Created);
            json.WriteString("Path"u8, Path);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>Null for what is no lock information.</summary>
    public static StateLockInfo? FromJson(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object) return null;
            return new StateLockInfo(Text("ID"), Text("Operation"), Text("Info"), Text("Who"), Text("Version"), Text("Created"), Text("Path"));

            string Text(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As a list for a message.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        Lock Info:
          ID:        {Id}
          Path:      {Path}
          Operation: {Operation}
          Who:       {Who}
          Version:   {Version}
          Created:   {Created}
          Info:      {Info}
        """);
}
