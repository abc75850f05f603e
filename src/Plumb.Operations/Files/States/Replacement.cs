using Plumb.Operations.Hosts;

namespace Plumb.Operations.Files.States;

/// <summary>Something made beside a path, to be renamed over it.</summary>
internal static class Replacement
{
    public static string NameBeside(string path)
    {
        var folder = HostPath.DirectoryName(path);
        return HostPath.Join(folder, $".plumb-{Guid.NewGuid():N}.tmp");
    }

    public static void Discard(IHostFiles files, string path)
    {
        if (files.Look(path, follow: false) is not null) files.Remove(path);
    }
}
