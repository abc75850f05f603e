using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>Messages on a pipe: a length of four bytes, the number of the channel in four more, and so much JSON.</summary>
internal static class Frames
{
    /// <summary>No message is longer than this, in bytes.</summary>
    public const int Most = 1 << 28;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = ValueMarks.MostDepth, SkipValidation = true };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = ValueMarks.MostDepth };

    private const int HeaderLength = 2 * sizeof(int);

    public static ReadOnlyMemory<byte> Compose(int channel, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.GetSpan(HeaderLength);
        buffer.Advance(HeaderLength);
        using (var json = new Utf8JsonWriter(buffer, Writing)) write(json);
        if (buffer.WrittenCount > Most) throw new PythonFault("ValueError", "python", "a plugin cannot be given more than 256 MiB");
        var frame = buffer.WrittenMemory.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - HeaderLength);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(sizeof(int)), channel);
        return frame;
    }

    /// <summary>The next message, or null at the end. A <see cref="JsonException"/> tells that what came is none.</summary>
    public static (int Channel, JsonDocument Message)? Read(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(header);
        if (length is <= 0 or > Most) throw new JsonException($"a message cannot have {length} bytes");
        var body = new byte[length];
        return stream.ReadAtLeast(body, length, throwOnEndOfStream: false) < length ? null : (BinaryPrimitives.ReadInt32BigEndian(header[sizeof(int)..]), JsonDocument.Parse(body, Reading));
    }
}
