using Plumb.Operations.Hosts;

namespace Plumb.Operations.Running;

/// <summary>Files of a host by paths that may also begin at the working directory: they reach the host absolute.</summary>
internal sealed class RootedFiles(IHostFiles files, string workingDirectory) : IHostFiles
{
    public FileStatus? Status(string path, bool follow) => files.Status(At(path), follow);

    public IReadOnlyList<string> List(string path) => files.List(At(path));

    public Stream OpenRead(string path) => files.OpenRead(At(path));

    public string ReadLink(string path) => files.ReadLink(At(path));

    public void Write(string path, Stream content, FilePlacement placement) => files.Write(At(path), content, placement);

    public void CreateDirectory(string path, uint mode) => files.CreateDirectory(At(path), mode);

    public void Remove(string path) => files.Remove(At(path));

    public void Rename(string from, string to) => files.Rename(At(from), At(to));

    // What a link says is not a path of ours.
    public void CreateSymbolicLink(string path, string target) => files.CreateSymbolicLink(At(path), target);

    public void CreateHardLink(string path, string target) => files.CreateHardLink(At(path), At(target));

    public void SetMode(string path, uint mode) => files.SetMode(At(path), mode);

    public void SetOwner(string path, uint? userId, uint? groupId, bool follow) => files.SetOwner(At(path), userId, groupId, follow);

    public void SetTimes(string path, DateTimeOffset? accessed, DateTimeOffset? modified, bool follow) => files.SetTimes(At(path), accessed, modified, follow);

    public IReadOnlyList<KeyValuePair<string, byte[]>> ExtendedAttributes(string path) => files.ExtendedAttributes(At(path));

    public void SetExtendedAttribute(string path, string name, ReadOnlySpan<byte> value) => files.SetExtendedAttribute(At(path), name, value);

    public bool Accessible(string path, int access) => files.Accessible(At(path), access);

    public string? Attributes(string path) => files.Attributes(At(path));

    public uint? Generation(string path) => files.Generation(At(path));

    public void SetAttributes(string path, string flags) => files.SetAttributes(At(path), flags);

    public FileSystemSpace? Space(string path) => files.Space(At(path));

    private string At(string path) => path.StartsWith('/') ? path : HostPath.Join(workingDirectory, path.Length == 0 ? "." : path);
}
