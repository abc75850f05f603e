using System.Text;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Copying;

/// <summary>The text of a file before and after. What is binary or too large to show is only named so.</summary>
internal static class ContentDifference
{
    /// <summary>Content above this many bytes is not shown.</summary>
    public const long Limit = 104448;

    private const int PeekSize = 8192;

    public static async ValueTask<ContentDiff> OfAsync(OperationContext context, string path, SourceContent content, CancellationToken cancellation)
    {
        var diff = Before(context.Host.Files, path);
        if (content.Length > Limit) return diff with { AfterExceeds = Limit };
        using var copy = new MemoryStream();
        var stream = await context.OpenSource(content.Name, cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false)) await stream.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        var bytes = copy.ToArray();
        return bytes.AsSpan().Contains((byte)0)
            ? diff with { AfterIsBinary = true }
            : diff with { After = Encoding.UTF8.GetString(bytes), AfterHeader = content.Name };
    }

    private static ContentDiff Before(IHostFiles files, string path)
    {
        var nothing = new ContentDiff("", "");
        if (files.Look(path) is not { } status) return nothing;
        try
        {
            using (var stream = files.OpenRead(path))
            {
                var head = new byte[PeekSize];
                var count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
                if (head.AsSpan(0, count).Contains((byte)0)) return nothing with { BeforeIsBinary = true };
            }
            if (status.Size > Limit) return nothing with { BeforeExceeds = Limit };
            return nothing with { Before = Encoding.UTF8.GetString(files.ReadAll(path)), BeforeHeader = path };
        }
        catch (HostException)
        {
            // What may not be read is not shown.
            return nothing;
        }
    }
}
