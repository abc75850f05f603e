using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Plumb.Operations.Hosts;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Templating.Controller;

/// <summary>The controller's files and processes for templates, by way of the host that it is itself.</summary>
public sealed class HostController(IHost host, VaultSecrets secrets) : IControllerFiles, IControllerProcesses
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _locks = new(StringComparer.Ordinal);

    public string WorkingDirectory => host.WorkingDirectory;

    public string HostName => Encoding.UTF8.GetString(ReadAsStored("/proc/sys/kernel/hostname") ?? "localhost"u8.ToArray()).Trim();

    public ControllerFile? Find(string path, bool followLinks = true)
    {
        if (host.Files.Look(At(path), followLinks) is not { } status) return null;
        var kind = status.Kind switch
        {
            FileKind.File => ControllerFileKind.File,
            FileKind.Directory => ControllerFileKind.Directory,
            FileKind.SymbolicLink => ControllerFileKind.Link,
            _ => ControllerFileKind.Other,
        };
        return new ControllerFile(kind, ((long)status.Device, (long)status.Inode), IsMountPoint(path, status), status.Modified);
    }

    public byte[]? Read(string path)
    {
        var content = ReadAsStored(path);
        if (content is null || !VaultText.IsEncrypted(content)) return content;
        try
        {
            return VaultText.Decrypt(Encoding.UTF8.GetString(content), secrets, path).Plain.ToArray();
        }
        catch (VaultException e)
        {
            throw TemplatingException.Failure(e.Message, e);
        }
    }

    public byte[]? ReadAsStored(string path)
    {
        try
        {
            return host.Files.ReadAll(At(path));
        }
        catch (HostException)
        {
            return null;
        }
    }

    public IReadOnlyList<string> List(string directory)
    {
        try
        {
            return host.Files.List(At(directory));
        }
        catch (HostException)
        {
            return [];
        }
    }

    public string RealPath(string path) => host.Files.RealPath(path, host.WorkingDirectory);

    public string OwnerOf(string path)
    {
        if (host.Files.Look(At(path)) is not { } status) return "";
        var number = status.UserId.ToString(CultureInfo.InvariantCulture);
        return Accounts().FirstOrDefault(a => a[2] == number)?[0] ?? number;
    }

    public string? HomeOf(string? user) => user is null ? host.User.Home : Accounts().FirstOrDefault(a => a[0] == user)?[5];

    public void WritePrivate(string path, byte[] content)
    {
        try
        {
            host.Files.CreateDirectories(PosixPath.DirectoryName(path), Convert.ToUInt32("700", 8));
            host.Files.WriteAll(path, content, new FilePlacement(Convert.ToUInt32("600", 8)));
        }
        catch (HostException e)
        {
            throw TemplatingException.Python("OSError", e.Message, e);
        }
    }

    public IDisposable Lock(string path)
    {
        var held = _locks.GetOrAdd(path, _ => new SemaphoreSlim(1));
        held.Wait();
        return new Held(held);
    }

    public ControllerOutput Run(string command, string directory, TimeSpan limit)
    {
        using var time = new CancellationTokenSource(limit);
        try
        {
            var request = new ProcessRequest("/bin/sh", ["-c", command]) { WorkingDirectory = directory, ReadOnly = true };
            // Rendering is not asynchronous, and this thread has nothing to do until the command ends.
            var outcome = host.Processes.RunAsync(request, time.Token).AsTask().GetAwaiter().GetResult();
            return new ControllerOutput(outcome.ExitCode, outcome.Output);
        }
        catch (OperationCanceledException e)
        {
            throw TemplatingException.Failure($"the command did not end within {limit.TotalSeconds} seconds: {command}", e);
        }
        catch (HostException e)
        {
            throw TemplatingException.Python("OSError", e.Message, e);
        }
    }

    private string At(string path) => PosixPath.Join(host.WorkingDirectory, path);

    private bool IsMountPoint(string path, FileStatus status)
    {
        if (status.Kind != FileKind.Directory || host.Files.Look(PosixPath.Join(At(path), ".."), follow: false) is not { } parent) return false;
        return parent.Device != status.Device || parent.Inode == status.Inode;
    }

    private IEnumerable<string[]> Accounts() =>
        Encoding.UTF8.GetString(ReadAsStored("/etc/passwd") ?? []).Split('\n').Select(line => line.Split(':')).Where(fields => fields.Length >= 6);

    private sealed class Held(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
