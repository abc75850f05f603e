using Plumb.Operations.Hashing;

namespace Plumb.Operations.Hosts;

/// <summary>What is asked of files again and again. What cannot be looked at counts as not there, as Python's <c>os.path</c> has it.</summary>
public static class FileQueries
{
    /// <summary>What is at a path, or null: also where it may not be seen.</summary>
    public static FileStatus? Look(this IHostFiles files, string path, bool follow = true)
    {
        ArgumentNullException.ThrowIfNull(files);
        try
        {
            return files.Status(path, follow);
        }
        catch (HostException)
        {
            return null;
        }
    }

    public static bool Exists(this IHostFiles files, string path) => files.Look(path) is not null;

    public static bool IsDirectory(this IHostFiles files, string path) => files.Look(path)?.Kind == FileKind.Directory;

    public static bool IsFile(this IHostFiles files, string path) => files.Look(path)?.Kind == FileKind.File;

    public static bool IsLink(this IHostFiles files, string path) => files.Look(path, follow: false)?.Kind == FileKind.SymbolicLink;

    public static byte[] ReadAll(this IHostFiles files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var stream = files.OpenRead(path);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public static string Digest(this IHostFiles files, string path, string algorithm)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var stream = files.OpenRead(path);
        return ContentDigest.Hex(algorithm, stream);
    }

    public static void WriteAll(this IHostFiles files, string path, ReadOnlyMemory<byte> content, FilePlacement? placement = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        files.Write(path, stream, placement ?? new FilePlacement());
    }

    /// <summary>The path without symbolic links in it; parts that do not exist stay as they are.</summary>
    public static string RealPath(this IHostFiles files, string path, string workingDirectory)
    {
        var pending = new Stack<string>();
        Push(pending, HostPath.Join(workingDirectory, path));
        var resolved = "";
        for (var links = 0; pending.TryPop(out var name);)
        {
            if (name == "..")
            {
                resolved = resolved.Length == 0 ? "" : resolved[..resolved.LastIndexOf('/')];
                continue;
            }
            var next = resolved + "/" + name;
            if (!files.IsLink(next) || ++links > 40)
            {
                resolved = next;
                continue;
            }
            var target = files.ReadLink(next);
            if (target.StartsWith('/')) resolved = "";
            Push(pending, target);
        }
        return resolved.Length == 0 ? "/" : resolved;
    }

    /// <summary>Creates a folder and those above it that are missing.</summary>
    public static void CreateDirectories(this IHostFiles files, string path, uint mode = 0x1FF)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (path.Length == 0 || files.IsDirectory(path)) return;
        files.CreateDirectories(HostPath.DirectoryName(path.TrimEnd('/')), mode);
        files.CreateDirectory(path, mode);
    }

    /// <summary>Removes whatever is at the path, a folder with all that is in it.</summary>
    public static void RemoveTree(this IHostFiles files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Status(path, follow: false)?.Kind == FileKind.Directory)
        {
            foreach (var name in files.List(path)) files.RemoveTree(HostPath.Join(path, name));
        }
        files.Remove(path);
    }

    private static void Push(Stack<string> pending, string path)
    {
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (part != ".") pending.Push(part);
        }
    }
}
