using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Copying;

/// <summary>
/// Copies a folder of the host into another place of it: what is missing or differs, never taking anything away. With a slash at the
/// end of the source its content is copied, else the folder itself.
/// </summary>
internal sealed class TreeCopy(OperationContext context, FileSettingsWriter writer)
{
    // Left out where folders are compared, as the peer's comparison does; a folder that is copied as a whole has them.
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal) { "RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__" };

    private readonly IHostFiles _files = context.Host.Files;
    private readonly bool _follow = context.Arguments.Flag("local_follow");

    public async ValueTask<bool> RunAsync(string source, string target, CancellationToken cancellation)
    {
        if (!_files.IsDirectory(source)) return false;
        var place = source.EndsWith('/') ? target : HostPath.Join(target, HostPath.FileName(source));
        var changed = false;
        if (!_files.Exists(place))
        {
            changed = true;
            _files.CreateDirectories(place);
            if (source.EndsWith('/')) CopyProperties(source, place);
        }
        changed |= Merge(source, place);
        return await OwnAsync(place, cancellation).ConfigureAwait(false) || changed;
    }

    private bool Merge(string source, string target)
    {
        var changed = false;
        foreach (var name in _files.List(source).Where(n => !Ignored.Contains(n)).Order(StringComparer.Ordinal))
        {
            var (from, to) = (HostPath.Join(source, name), HostPath.Join(target, name));
            if (_files.Look(to, follow: false) is null)
            {
                Copy(from, to);
                changed = true;
            }
            else if (_files.IsDirectory(from) && _files.IsDirectory(to))
            {
                changed |= Merge(from, to);
            }
            else if (_files.IsFile(from) && _files.IsFile(to) && Differ(from, to))
            {
                CopyFile(from, to);
                changed = true;
            }
        }
        return changed;
    }

    private bool Differ(string one, string other)
    {
        var (first, second) = (_files.Look(one), _files.Look(other));
        if (first is null || second is null || first.Size != second.Size) return true;
        return first.Modified != second.Modified && _files.Digest(one, "sha1") != _files.Digest(other, "sha1");
    }

    private void Copy(string from, string to)
    {
        if (_files.IsLink(from) && !_follow)
        {
            _files.CreateSymbolicLink(to, _files.ReadLink(from));
        }
        else if (_files.IsDirectory(from))
        {
            _files.CreateDirectory(to, 0x1FF);
            foreach (var name in _files.List(from)) Copy(HostPath.Join(from, name), HostPath.Join(to, name));
            CopyProperties(from, to);
        }
        else
        {
            CopyFile(from, to);
        }
    }

    private void CopyFile(string from, string to)
    {
        using (var content = _files.OpenRead(from)) _files.Write(to, content, new FilePlacement(_files.Look(from)?.Mode & 0xFFF));
    }

    private void CopyProperties(string from, string to)
    {
        if (_files.Look(from) is not { } status) return;
        _files.SetMode(to, status.Mode & 0xFFF);
        _files.SetTimes(to, status.Accessed, status.Modified, follow: true);
    }

    private async ValueTask<bool> OwnAsync(string path, CancellationToken cancellation)
    {
        var (owner, group) = (context.Arguments.Text("owner"), context.Arguments.Text("group"));
        if (owner is null && group is null) return false;
        var changed = await writer.SetOwnerAsync(path, owner, false, null, cancellation).ConfigureAwait(false);
        changed = await writer.SetGroupAsync(path, group, changed, null, cancellation).ConfigureAwait(false);
        if (_files.Look(path, follow: false)?.Kind != FileKind.Directory) return changed;
        foreach (var name in _files.List(path)) changed |= await OwnAsync(HostPath.Join(path, name), cancellation).ConfigureAwait(false);
        return changed;
    }
}
