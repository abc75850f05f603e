using System.Runtime.InteropServices;

namespace Plumb.Backends.Local;

/// <summary>Replaces whole files such that whatever happens, the old or the new content is there.</summary>
internal static partial class DurableFile
{
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        using var stream = Prepare(path, content);
        Commit(stream, path);
    }

    /// <summary>The content in a file beside the one it is for, on the medium.</summary>
    public static FileStream Prepare(string path, ReadOnlySpan<byte> content)
    {
        var folder = LocalStatePaths.FolderOf(path);
        Directory.CreateDirectory(folder);
        var stream = new FileStream(Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp"), Options(path));
        var isDone = false;
        try
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
            isDone = true;
            return stream;
        }
        finally
        {
            if (!isDone) Discard(stream);
        }
    }

    /// <summary>Puts a prepared file in its place, or removes it.</summary>
    public static void Commit(FileStream prepared, string path)
    {
        var isDone = false;
        try
        {
            File.Move(prepared.Name, path, overwrite: true);
            isDone = true;
        }
        finally
        {
            if (!isDone) Discard(prepared);
        }
        FlushFolder(LocalStatePaths.FolderOf(path));
    }

    public static void Discard(FileStream prepared)
    {
        prepared.Dispose();
        File.Delete(prepared.Name);
    }

    /// <summary>Removes what killed processes had prepared; for the only writer of the file.</summary>
    public static void DiscardLeftovers(string path)
    {
        foreach (var prepared in Directory.EnumerateFiles(LocalStatePaths.FolderOf(path), $".{Path.GetFileName(path)}.*.tmp")) File.Delete(prepared);
    }

    /// <summary>Makes a rename or a removal in the folder last.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) return;
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>A new file may be read by others as the process' mask allows; one that takes another's place gets its mode.</summary>
    private static FileStreamOptions Options(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && File.Exists(path)) options.UnixCreateMode = File.GetUnixFileMode(path);
        return options;
    }

    // .NET has no way to open a folder, which flushing a rename needs.
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
