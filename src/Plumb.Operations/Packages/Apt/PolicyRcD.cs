using System.Globalization;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Packages.Apt;

/// <summary>While packages are installed, says to the host whether their services may be started; puts back what was there before.</summary>
internal sealed class PolicyRcD : IDisposable
{
    private const string Path = "/usr/sbin/policy-rc.d";
    private const string Kept = Path + ".plumb-kept";

    private readonly IHostFiles? _files;
    private readonly bool _hadOne;

    public PolicyRcD(IHost host, long? exitCode)
    {
        if (exitCode is not { } code || host.IsPlanned) return;
        _files = host.Files;
        _hadOne = _files.Status(Path, follow: false) is not null;
        if (_hadOne) _files.Rename(Path, Kept);
        _files.WriteText(Path, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\nexit {code}\n"), new FilePlacement(0x1ED));
    }

    public void Dispose()
    {
        if (_files is null) return;
        if (_hadOne) _files.Rename(Kept, Path);
        else _files.Remove(Path);
    }
}
