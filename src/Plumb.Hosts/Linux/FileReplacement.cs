using System.Globalization;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Linux;

/// <summary>
/// Puts one file in place at once. Whatever moment the power goes at, the path holds the old content or the new, whole, with the
/// owner, mode and extended attributes it is to have.
/// </summary>
internal sealed class FileReplacement(LinuxFiles files, string path, FilePlacement placement)
{
    private const uint DefaultMode = 0x1b6;
    private const uint PrivateMode = 0x180;
    private const uint AnyMayRun = 0x49;

    /// <summary>A name may have 255 bytes; a character takes at most four.</summary>
    private const int KeptNameLength = 50;

    private readonly string _folder = Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "/";
    private readonly FileStatus? _present = PresentFile(files, path);

    public void Run(Stream content)
    {
        if (OpenTemporary() is not { } temporary)
        {
            WriteInto(content);
            return;
        }
        try
        {
            Fill(temporary.Path, temporary.File, content);
            Place(temporary.Path);
        }
        catch
        {
            temporary.File.Dispose();
            _ = FileCalls.Unlink(PathText.Bytes(temporary.Path));
            throw;
        }
    }

    /// <summary>A link is replaced as such: what it leads to says nothing of the new file.</summary>
    private static FileStatus? PresentFile(LinuxFiles files, string path) => files.Status(path, follow: false) switch
    {
        { Kind: FileKind.SymbolicLink } => null,
        { Kind: FileKind.Directory } => throw SystemError.Of(SystemError.IsFolder, path),
        var status => status,
    };

    /// <summary>Null where the folder takes no new file, and the one that is there may be written into.</summary>
    private (string Path, DescriptorStream File)? OpenTemporary()
    {
        while (true)
        {
            var name = Path.GetFileName(path);
            var candidate = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $".{name[..Math.Min(name.Length, KeptNameLength)]}.plumb-{Guid.NewGuid():N}"));
            try
            {
                var file = LinuxFiles.Open(candidate, FileCalls.WriteOnly | FileCalls.Create | FileCalls.Exclusive, PrivateMode);
                return (candidate, new DescriptorStream(file, candidate, writes: true));
            }
            catch (HostException e) when (e.Number == SystemError.Exists)
            {
                continue;
            }
            catch (HostException e) when (CanWriteInto(e))
            {
                return null;
            }
            catch (HostException e)
            {
                throw SystemError.Of(e.Number, path);
            }
        }
    }

    private void Fill(string temporary, DescriptorStream file, Stream content)
    {
        content.CopyTo(file);
        SetOwner(file);
        CopyAttributes(temporary);
        // After the owner, because a change of that clears the bits that run a program as another.
        var mode = placement.Mode ?? _present?.Mode ?? (DefaultMode & ~ProcessUmask.Current());
        LinuxFiles.Check(FileCalls.SetMode(file.Descriptor, mode), path);
        LinuxFiles.Check(FileCalls.Flush(file.Descriptor), path);
        file.Dispose();
        if ((mode & AnyMayRun) != 0) RunnableFile.Await(temporary);
    }

    private void SetOwner(DescriptorStream file)
    {
        var now = StatusReading.Of(file.Descriptor, path);
        var user = placement.UserId ?? _present?.UserId ?? now.UserId;
        // A new file belongs to the group of its user, also in a folder that hands its own down.
        var group = placement.GroupId ?? _present?.GroupId ?? FileCalls.EffectiveGroup();
        if ((user == now.UserId && group == now.GroupId) || FileCalls.SetOwner(file.Descriptor, user, group) == 0) return;
        var failure = SystemError.Last(path);
        // Who may not give files away keeps what can be kept; an owner that was asked for must be.
        if (failure.Number != SystemError.NotPermitted || placement.UserId is not null || placement.GroupId is not null) throw failure;
        _ = FileCalls.SetOwner(file.Descriptor, uint.MaxValue, group);
    }

    private void CopyAttributes(string temporary)
    {
        if (_present is null) return;
        foreach (var (name, value) in files.ExtendedAttributes(path))
        {
            // The system itself takes capabilities from a program whose content changes.
            if (name == "security.capability") continue;
            try
            {
                files.SetExtendedAttribute(temporary, name, value);
            }
            catch (HostException e) when (e.Number is SystemError.NotPermitted or SystemError.AccessDenied or SystemError.NotSupported)
            {
                // What only the system's administration may set stays with it.
            }
        }
    }

    private void Place(string temporary)
    {
        // The folder is not flushed: a rename that a lost machine has not written down leaves the old file, whole, and the next run makes it anew.
        if (FileCalls.Rename(PathText.Bytes(temporary), PathText.Bytes(path)) == 0) return;
        var failure = SystemError.Last(path);
        if (!CanWriteInto(failure)) throw failure;
        using (var content = files.OpenRead(temporary)) WriteInto(content);
        _ = FileCalls.Unlink(PathText.Bytes(temporary));
    }

    private bool CanWriteInto(HostException failure) => placement.AllowInPlace && _present is not null
        && failure.Number is SystemError.Busy or SystemError.CrossDevice or SystemError.NotPermitted or SystemError.AccessDenied or SystemError.TextBusy or SystemError.ReadOnlyFileSystem;

    private void WriteInto(Stream content)
    {
        using var file = new DescriptorStream(LinuxFiles.Open(path, FileCalls.WriteOnly | FileCalls.Truncate, DefaultMode), path, writes: true);
        content.CopyTo(file);
        if (placement.UserId is not null || placement.GroupId is not null) SetOwner(file);
        if (placement.Mode is { } mode) LinuxFiles.Check(FileCalls.SetMode(file.Descriptor, mode), path);
        LinuxFiles.Check(FileCalls.Flush(file.Descriptor), path);
    }
}
