using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration.Hostnames;

/// <summary>Alpine: a file, which is put in force by a program that reads it.</summary>
internal sealed class AlpineHostName(HostTools tools) : IHostNameStore
{
    private const string Path = "/etc/hostname";

    private readonly HostNameFile _file = new(tools.Host.Files, Path);

    public ValueTask<string> CurrentAsync(CancellationToken cancellation) => _file.CurrentAsync(cancellation);

    public ValueTask<string> PermanentAsync(CancellationToken cancellation) => _file.PermanentAsync(cancellation);

    // What comes into force is the file, so that it is written first.
    public async ValueTask SetCurrentAsync(string name, CancellationToken cancellation)
    {
        await _file.SetPermanentAsync(name, cancellation);
        await tools.ChangeAsync("hostname", ["-F", Path], cancellation);
    }

    public ValueTask SetPermanentAsync(string name, CancellationToken cancellation) => _file.SetPermanentAsync(name, cancellation);
}
