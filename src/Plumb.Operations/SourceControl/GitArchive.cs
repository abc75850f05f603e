using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.SourceControl;

/// <summary>Makes an archive of a version, and replaces one only by one of other content.</summary>
internal sealed class GitArchive(GitProgram git, IHostFiles files, string folder)
{
    public async ValueTask<bool> MakeAsync(string path, string? prefix, string version, CancellationToken cancellation)
    {
        var format = path[Math.Max(path.LastIndexOf('.'), 0)..] switch
        {
            ".zip" => "zip",
            ".gz" => "tar.gz",
            ".tar" => "tar",
            ".tgz" => "tgz",
            _ => throw new OperationException($"Unable to get file extension from archive file name : {path}"),
        };
        if (!files.Exists(path))
        {
            await WriteAsync(path, format, prefix, version, cancellation);
            return true;
        }
        var other = $"{path}.{Guid.NewGuid():N}.{format}";
        await WriteAsync(other, format, prefix, version, cancellation);
        if (files.ReadBytes(other).AsSpan().SequenceEqual(files.ReadBytes(path)))
        {
            files.Remove(other);
            return false;
        }
        files.Rename(other, path);
        return true;
    }

    private async ValueTask WriteAsync(string path, string format, string? prefix, string version, CancellationToken cancellation)
    {
        string[] options = prefix is null ? [] : ["--prefix", prefix];
        var outcome = await git.ChangeAsync(folder, cancellation, ["archive", "--format", format, "--output", path, .. options, version]);
        if (!outcome.Succeeded) throw new OperationException("Failed to perform archive operation");
    }
}
