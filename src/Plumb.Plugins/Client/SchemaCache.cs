using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Plumb.Plugins.Protocol.Messages;

namespace Plumb.Plugins.Client;

/// <summary>
/// Schemas as plugins gave them, kept between runs for as long as the program they came from is the same file: its place, size
/// and time of change. Asking a large provider for its schema takes seconds; reading it back takes none, and to hash
/// hundreds of megabytes for it would take most of that again. A file that cannot be read counts as none.
/// </summary>
internal sealed class SchemaCache(string directory)
{
    private const uint Format = 0x504c5332;

    /// <summary>Null where the program has not been asked before.</summary>
    public async Task<(GetSchemaResponse Schemas, GetIdentitySchemasResponse? Identities)?> FindAsync(string program, CancellationToken cancellation)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(PathOf(program), cancellation).ConfigureAwait(false);
            if (bytes.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Format) return null;
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
            var identities = bytes.AsSpan(8 + length);
            return (GetSchemaResponse.Parser.ParseFrom(bytes.AsSpan(8, length)), identities.IsEmpty ? null : GetIdentitySchemasResponse.Parser.ParseFrom(identities));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidProtocolBufferException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public async Task KeepAsync(string program, GetSchemaResponse schemas, GetIdentitySchemasResponse? identities, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var path = PathOf(program);
            var bytes = new byte[8 + schemas.CalculateSize() + (identities?.CalculateSize() ?? 0)];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, Format);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), schemas.CalculateSize());
            schemas.WriteTo(bytes.AsSpan(8, schemas.CalculateSize()));
            identities?.WriteTo(bytes.AsSpan(8 + schemas.CalculateSize()));
            var temporary = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
            await File.WriteAllBytesAsync(temporary, bytes, cancellation).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time and nothing else.
        }
    }

    private string PathOf(string program)
    {
        var file = new FileInfo(program);
        var place = file.FullName.Aggregate(14695981039346656037UL, (hash, character) => unchecked((hash ^ character) * 1099511628211UL));
        return Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{file.Name}.{place:x16}.{file.Length:x}.{file.LastWriteTimeUtc.Ticks:x}.schema"));
    }
}
