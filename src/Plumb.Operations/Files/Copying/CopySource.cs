using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Copying;

/// <summary>Content to be put in place: a file of the controller, or one of the host.</summary>
internal abstract class CopySource
{
    /// <summary>The path that results name.</summary>
    public abstract string Path { get; }

    /// <summary>The SHA-1 of the content, or null for what is no file.</summary>
    public abstract string? Checksum { get; }

    public abstract ValueTask<Stream> OpenAsync(CancellationToken cancellation);
}

/// <summary>A file of the controller, whose content is only asked for where the host does not have it.</summary>
internal sealed class SentSource(OperationContext context, SourceContent content) : CopySource
{
    public override string Path => content.Name;

    public override string? Checksum => content.Sha1;

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellation) => context.OpenSource(content.Name, cancellation);
}

/// <summary>A file or folder of the host itself.</summary>
internal sealed class HostSource : CopySource
{
    private readonly IHostFiles _files;

    public HostSource(IHostFiles files, string path)
    {
        _files = files;
        Path = path;
        Checksum = files.IsFile(path) ? files.Digest(path, "sha1") : null;
    }

    public override string Path { get; }

    public override string? Checksum { get; }

    public string Md5 => _files.Digest(Path, "md5");

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellation) => ValueTask.FromResult(_files.OpenRead(Path));
}
