using System.Buffers;
using System.Text;

namespace Plumb.Operations.Hosts;

/// <summary>Reads a host's small text files whole. Bytes that are not UTF-8 become replacement characters.</summary>
public static class HostText
{
    /// <summary>What is read of a file at most: nothing that is read so is larger, and a device may never end.</summary>
    private const int Limit = 256 * 1024 * 1024;

    extension(IHostFiles files)
    {
        /// <summary>The file's text, or null where it is absent or cannot be read.</summary>
        public string? ReadTextOrNull(string path) => files.ReadBytesOrNull(path) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

        /// <summary>The file's bytes, or null where it is absent or cannot be read.</summary>
        public byte[]? ReadBytesOrNull(string path)
        {
            try
            {
                return files.ReadBytes(path);
            }
            catch (Exception e) when (e is HostException or IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        /// <summary>The file's text. A file that is absent or cannot be read is a <see cref="HostException"/>.</summary>
        public string ReadText(string path) => Encoding.UTF8.GetString(files.ReadBytes(path));

        public byte[] ReadBytes(string path)
        {
            using var stream = files.OpenRead(path);
            // Facts are read from a hundred small files: what one needed serves the next.
            var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
            try
            {
                var length = 0;
                while (length < Limit && stream.Read(buffer.AsSpan(length)) is > 0 and var read)
                {
                    length += read;
                    if (length < buffer.Length || length >= Limit) continue;
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
                return buffer[..length];
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        /// <summary>Puts a file of this text in place.</summary>
        public void WriteText(string path, string text, FilePlacement placement)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
            files.Write(path, content, placement);
        }

        /// <summary>What is at the path, or null also where the way to it is closed.</summary>
        public FileStatus? StatusOrNull(string path, bool follow)
        {
            try
            {
                return files.Status(path, follow);
            }
            catch (HostException)
            {
                return null;
            }
        }

        public bool IsFolder(string path) => files.Status(path, follow: true)?.Kind == FileKind.Directory;

        /// <summary>The names inside a folder in the order of their characters; none where it is absent or closed.</summary>
        public IReadOnlyList<string> ListOrEmpty(string path)
        {
            try
            {
                return [.. files.List(path).Order(StringComparer.Ordinal)];
            }
            catch (HostException)
            {
                return [];
            }
        }
    }
}
