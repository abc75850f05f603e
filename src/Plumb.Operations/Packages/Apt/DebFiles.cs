using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Apt;

/// <summary>Decides which package files are to be installed: those whose version is not the present one.</summary>
internal sealed class DebFiles(OperationContext context, HostTools tools, AptOptions options)
{
    /// <param name="files">Paths or addresses, separated by commas.</param>
    /// <param name="cancellation">Ends the download of a file that is given by its address.</param>
    public async ValueTask<IReadOnlyList<string>> DecideAsync(string files, CancellationToken cancellation)
    {
        var status = DpkgStatus.Read(context.Host.Files);
        var wanted = new List<string>();
        foreach (var file in files.Split(','))
        {
            var path = file.Contains("://", StringComparison.Ordinal) ? await PackageDownload.FetchAsync(context, file, ".deb", cancellation) : file;
            if (await IsNeededAsync(path, status, cancellation)) wanted.Add(path.StartsWith('/') ? path : $"{context.Host.WorkingDirectory.TrimEnd('/')}/{path}");
        }
        return wanted;
    }

    private async ValueTask<bool> IsNeededAsync(string path, DpkgStatus status, CancellationToken cancellation)
    {
        if (!context.Host.Files.Exists(path)) throw new OperationException($"Unable to install package: E:Could not open file {path} - open (2: No such file or directory)");
        var outcome = await tools.AskAsync("dpkg-deb", ["--field", path, "Package", "Version", "Architecture"], cancellation);
        var fields = ControlFile.Read(outcome.Output).FirstOrDefault();
        if (!outcome.Succeeded || fields is null) throw new OperationException($"Unable to install package: {outcome.Error}");

        var name = fields.GetValueOrDefault("Package", "");
        var version = fields.GetValueOrDefault("Version", "");
        var installed = status.Find($"{name}:{fields.GetValueOrDefault("Architecture")}") ?? status.Find(name);
        if (installed is not { IsInstalled: true }) return true;
        var order = DebianVersion.Compare(version, installed.Version);
        if (order < 0 && !options.AllowDowngrade && !options.Force) throw new OperationException("A later version is already installed");
        return order != 0;
    }
}
