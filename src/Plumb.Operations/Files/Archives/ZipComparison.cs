using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Archives;

/// <summary>Compares the entries of a zip archive with what is in place, in the notation of rsync's list of changes.</summary>
internal sealed class ZipComparison(OperationContext context, string target, IReadOnlyDictionary<string, uint> checksums)
{
    private readonly StringBuilder _difference = new();
    private readonly IHostFiles _files = context.Host.Files;
    private readonly HostAccounts _accounts = new(context.Host);

    public string Difference => _difference.ToString();

    /// <summary>Compares one entry. True if what is in place is newer and is to be kept.</summary>
    public async ValueTask<bool> IsNewerInPlaceAsync(ZipEntry entry, CancellationToken cancellation)
    {
        var kind = entry.Name.EndsWith('/') ? 'd' : entry.Kind == 'l' ? 'L' : 'f';
        var path = HostPath.Join(target, entry.Name);
        var status = _files.Look(path.TrimEnd('/'), follow: false);
        if (status is null || !IsKind(kind, status.Kind))
        {
            Note($"{(status is null ? '>' : 'c')}{kind}++++++.??", entry.Name);
            return false;
        }
        var marks = $".{kind}.......??".ToCharArray();
        if (status.Kind == FileKind.File && CompareFile(entry, path, status, marks)) return true;
        if (kind != 'L' && Mode(entry, status, path) != (status.Mode & 0xFFF)) marks[5] = 'p';
        await CompareOwnerAsync(entry, status, marks, cancellation).ConfigureAwait(false);
        if (new string(marks) != $".{kind}.......??") Note(new string(marks), entry.Name);
        return false;
    }

    private static bool IsKind(char kind, FileKind present) => kind switch
    {
        'd' => present == FileKind.Directory,
        'L' => present == FileKind.SymbolicLink,
        _ => present == FileKind.File,
    };

    private void Note(string marks, string name) => _difference.Append(marks).Append(' ').Append(name).Append('\n');

    private bool CompareFile(ZipEntry entry, string path, FileStatus status, char[] marks)
    {
        var zone = context.Host.Clock.LocalTimeZone;
        var modified = new DateTimeOffset(entry.Modified, zone.GetUtcOffset(entry.Modified));
        if (context.Arguments.Flag("keep_newer") && modified < status.Modified) return true;
        if (modified != status.Modified) marks[4] = 't';
        if (entry.Size != status.Size) marks[3] = 's';
        if (checksums.TryGetValue(entry.Name, out var sum) && Crc32.Of(_files, path) != sum) marks[2] = 'c';
        return false;
    }

    private uint Mode(ZipEntry entry, FileStatus status, string path)
    {
        var umask = context.Host.User.Umask;
        return context.Arguments["mode"] is { } wanted and not NullData ? Permissions.Resolve(wanted, status, umask, path) : entry.Mode(umask);
    }

    private async ValueTask CompareOwnerAsync(ZipEntry entry, FileStatus status, char[] marks, CancellationToken cancellation)
    {
        var user = context.Host.User;
        var owner = await IdAsync("owner", user.UserId, _accounts.UserIdAsync, cancellation).ConfigureAwait(false);
        var group = await IdAsync("group", user.GroupId, _accounts.GroupIdAsync, cancellation).ConfigureAwait(false);
        if (user.UserId != 0 && owner != user.UserId) throw new OperationException($"Cannot change ownership of {entry.Name} to {context.Arguments.Text("owner")}, as user {user.UserId}");
        if (status.UserId != owner) marks[6] = 'o';
        if (status.GroupId != group) marks[6] = 'g';
    }

    private async ValueTask<uint> IdAsync(string name, uint own, Func<string, CancellationToken, ValueTask<uint?>> find, CancellationToken cancellation)
    {
        if (context.Arguments.Text(name) is not { Length: > 0 } text) return own;
        if (await find(text, cancellation).ConfigureAwait(false) is { } id) return id;
        return uint.TryParse(text, out var number) ? number : own;
    }
}
