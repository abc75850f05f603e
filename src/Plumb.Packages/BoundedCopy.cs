namespace Plumb.Packages;

/// <summary>Copies streams that somebody else fills, up to a limit.</summary>
public static class BoundedCopy
{
    private const int BufferSize = 128 * 1024;

    /// <summary>The number of bytes copied. Throws <see cref="FetchException"/> where there are more than allowed.</summary>
    public static async Task<long> CopyAsync(Stream from, Stream to, long limit, CancellationToken cancellation)
    {
        var buffer = new byte[BufferSize];
        long total = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            total += read;
            if (total > limit) throw new FetchException($"there are more than {limit >> 20} MiB, which is more than a package may have.");
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }
        return total;
    }
}
