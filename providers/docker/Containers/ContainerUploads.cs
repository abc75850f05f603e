using System.Formats.Tar;
using System.Text;
using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Containers;

/// <summary>The files to put into a container, as the archive that the engine unpacks at its root.</summary>
internal static class ContainerUploads
{
    /// <exception cref="EngineException">A file has no content, or what is named as its source cannot be read.</exception>
    public static async Task<Stream> PackAsync(IReadOnlyList<UploadModel> uploads, TimeProvider clock, CancellationToken cancellation)
    {
        var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var upload in uploads)
            {
                var entry = new PaxTarEntry(TarEntryType.RegularFile, upload.File.TrimStart('/'))
                {
                    DataStream = new MemoryStream(await ContentAsync(upload, cancellation)),
                    Mode = ModeOf(upload),
                    ModificationTime = clock.GetUtcNow(),
                };
                await tar.WriteEntryAsync(entry, cancellation);
            }
        }
        archive.Position = 0;
        return archive;
    }

    private static UnixFileMode ModeOf(UploadModel upload) =>
        (UnixFileMode)(upload.Permissions is { } octal ? Convert.ToInt32(octal, 8) : upload.Executable ? Convert.ToInt32("744", 8) : Convert.ToInt32("644", 8));

    private static async Task<byte[]> ContentAsync(UploadModel upload, CancellationToken cancellation)
    {
        if (upload.Source is { Length: > 0 } source)
        {
            try
            {
                return await File.ReadAllBytesAsync(source, cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new EngineException($"The file {source}, which is to be uploaded as {upload.File}, cannot be read: {e.Message}", cause: e);
            }
        }
        if (upload.ContentBase64 is { Length: > 0 } encoded)
        {
            var bytes = new byte[encoded.Length];
            return Convert.TryFromBase64String(encoded, bytes, out var count) ? bytes[..count] : throw new EngineException($"content_base64 of the upload {upload.File} is not Base64.");
        }
        if (upload.Content is { } text) return Encoding.UTF8.GetBytes(text);
        throw new EngineException($"The upload {upload.File} has no content: set one of content, content_base64 and source.");
    }
}
