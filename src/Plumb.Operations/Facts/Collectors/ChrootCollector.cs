namespace Plumb.Operations.Facts.Collectors;

/// <summary>Whether the root folder is another than that of the first process.</summary>
internal sealed class ChrootCollector : IFactCollector
{
    private const ulong RootOfExt = 2;
    private const ulong RootOfBtrfs = 256;
    private const ulong RootOfXfs = 128;

    public string Name => "chroot";

    public IReadOnlyList<string> FactNames => ["is_chroot"];

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        context.Facts.Add("is_chroot", IsChroot(context));
        return ValueTask.CompletedTask;
    }

    // Another user's first process shows no root: then the inode that a file system's own root has must do.
    internal static bool IsChroot(FactContext context)
    {
        var files = context.Files;
        if (context.Host.Environment.GetValueOrDefault("debian_chroot") is { Length: > 0 }) return true;
        if (files.Status("/") is not { } root) return false;
        if (files.Status("/proc/1/root/.") is { } first) return (root.Inode, root.Device) != (first.Inode, first.Device);
        return root.Inode is not (RootOfExt or RootOfBtrfs or RootOfXfs);
    }
}
