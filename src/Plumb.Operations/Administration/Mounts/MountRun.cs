using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration.Mounts;

/// <summary>One run of <c>mount</c>: changes the table, then mounts or unmounts; a mount that fails leaves the table as it was.</summary>
internal sealed class MountRun
{
    private readonly OperationContext _context;
    private readonly MapData _arguments;
    private readonly HostTools _tools;
    private readonly MountedFileSystems _mounted;
    private readonly List<string> _warnings = [];
    private readonly string _path;
    private readonly string _table;
    private readonly string _options;
    private string _boot = "yes";
    private string _backup = "";

    public MountRun(OperationContext context)
    {
        _context = context;
        _arguments = context.Arguments;
        _tools = new HostTools(context.Host);
        _mounted = new MountedFileSystems(context.Host.Files);
        _path = _arguments.RequiredText("path");
        _table = _arguments.Text("fstab") ?? "/etc/fstab";
        _options = Options();
    }

    private IHostFiles Files => _context.Host.Files;

    private bool IsPlanned => _context.Host.IsPlanned;

    private string? Source => _arguments.Text("src");

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        var changed = _arguments.RequiredText("state") switch
        {
            "absent_from_fstab" => Write(FileSystemTable.Remove(Table(), _path, Source)),
            "absent" => await RemoveAsync(cancellation),
            "unmounted" => await UnmountAsync(cancellation),
            "present" => Write(FileSystemTable.Set(Table(), Line())),
            "remounted" => await RemountAsync(cancellation),
            "ephemeral" => await MountOnceAsync(cancellation),
            _ => await MountAsync(cancellation),
        };
        return new OperationResult { Changed = changed, Values = Values(), Warnings = _warnings };
    }

    private string Options()
    {
        var options = (_arguments.Text("opts") ?? "defaults").Split(',').ToList();
        if (options.Contains("noauto")) _warnings.Add("Ignore the 'boot' due to 'opts' contains 'noauto'.");
        else if (!_arguments.Flag("boot"))
        {
            _boot = "no";
            if (options.Contains("defaults")) _warnings.Add("Ignore the 'boot' due to 'opts' contains 'defaults'.");
            else options.Add("noauto");
        }
        return string.Join(',', options);
    }

    private string Table() => Files.ReadTextOrNull(_table) ?? "";

    private MountLine Line() => new(Source ?? "", _path, _arguments.RequiredText("fstype"), _options, _arguments.RequiredText("dump"), _arguments.RequiredText("passno"));

    private bool Write(string text)
    {
        var before = Table();
        if (before == text || before + "\n" == text) return false;
        if (_arguments.Flag("backup") && !IsPlanned && Files.Exists(_table))
        {
            var now = _context.Host.Clock.GetUtcNow();
            _backup = string.Create(CultureInfo.InvariantCulture, $"{_table}.{Environment.ProcessId}.{now:yyyy-MM-dd@HH:mm:ss}~");
            Files.WriteText(_backup, before, new FilePlacement(Files.Status(_table, follow: true)?.Mode));
        }
        Files.WriteText(_table, text, new FilePlacement(Files.Exists(_table) ? null : 0x1A4) { AllowInPlace = true });
        return true;
    }

    private async ValueTask<bool> RemoveAsync(CancellationToken cancellation)
    {
        if (!Write(FileSystemTable.Remove(Table(), _path, Source))) return false;
        if (IsPlanned) return true;
        if (_mounted.IsMounted(_path)) await UnmountNowAsync(cancellation);
        if (Files.Exists(_path)) RemoveFolder();
        return true;
    }

    private void RemoveFolder()
    {
        try
        {
            Files.Remove(_path);
        }
        catch (HostException e)
        {
            throw new OperationException($"Error rmdir {_path}: {SystemErrors.Python(e, _path, bytes: false)}");
        }
    }

    private async ValueTask<bool> UnmountAsync(CancellationToken cancellation)
    {
        if (!_mounted.IsMounted(_path)) return false;
        await UnmountNowAsync(cancellation);
        return true;
    }

    private async ValueTask UnmountNowAsync(CancellationToken cancellation)
    {
        var outcome = await _tools.ChangeAsync("umount", [_path], cancellation);
        if (!outcome.Succeeded) throw new OperationException($"Error unmounting {_path}: {outcome.Output}{outcome.Error}");
    }

    private async ValueTask<bool> MountAsync(CancellationToken cancellation)
    {
        var made = MakeFolders();
        var before = Table();
        var changed = Write(FileSystemTable.Set(before, Line()));
        var isMounted = _mounted.IsMounted(_path);
        if (isMounted && !changed) return false;
        if (IsPlanned) return true;
        var outcome = isMounted ? await RemountNowAsync(cancellation) : await _tools.ChangeAsync("mount", [.. TableOptions(), _path], cancellation);
        if (outcome.Succeeded) return true;
        if (changed) Files.WriteText(_table, before, new FilePlacement { AllowInPlace = true });
        foreach (var folder in made) Files.Remove(folder);
        throw new OperationException($"Error mounting {_path}: {outcome.Output}{outcome.Error}");
    }

    private async ValueTask<bool> MountOnceAsync(CancellationToken cancellation)
    {
        var made = MakeFolders();
        if (_mounted.IsMounted(_path) && !_mounted.IsMountedFrom(_path, Source ?? ""))
        {
            throw new OperationException(
                "Ephemeral mount point is already mounted with a different source than the specified one. Failing in order to prevent an unwanted unmount or override operation. "
                + "Try replacing this command with a \"state: unmounted\" followed by a \"state: ephemeral\", or use a different destination path.");
        }
        if (IsPlanned) return true;
        string[] options = _options == "defaults" ? [] : ["-o", _options];
        string[] remount = _mounted.IsMounted(_path) ? ["-o", "remount"] : [];
        var outcome = await _tools.ChangeAsync("mount", [.. remount, "-t", _arguments.RequiredText("fstype"), .. options, Source ?? "", _path], cancellation);
        if (outcome.Succeeded) return true;
        foreach (var folder in made) Files.Remove(folder);
        throw new OperationException($"Error mounting {_path}: {outcome.Output}{outcome.Error}");
    }

    private async ValueTask<bool> RemountAsync(CancellationToken cancellation)
    {
        var outcome = await RemountNowAsync(cancellation);
        if (!outcome.Succeeded) throw new OperationException($"Error remounting {_path}: {outcome.Output}{outcome.Error}");
        return true;
    }

    // Some file systems cannot be mounted anew with other options; those are taken away and mounted again.
    private async ValueTask<ToolOutcome> RemountNowAsync(CancellationToken cancellation)
    {
        var hasOptions = _arguments.Text("state") == "remounted" && _options != "defaults";
        var outcome = await _tools.ChangeAsync("mount", ["-o", hasOptions ? "remount," + _options : "remount", .. TableOptions(), _path], cancellation);
        if (outcome.Succeeded) return outcome;
        if (hasOptions)
        {
            throw new OperationException(
                "Options were specified with remounted, but the remount command failed. Failing in order to prevent an unexpected mount result. "
                + "Try replacing this command with a \"state: unmounted\" followed by a \"state: mounted\" using the full desired mount options instead.");
        }
        var unmounted = await _tools.ChangeAsync("umount", [_path], cancellation);
        return unmounted.Succeeded ? await _tools.ChangeAsync("mount", [.. TableOptions(), _path], cancellation) : unmounted;
    }

    private string[] TableOptions() => _table == "/etc/fstab" ? [] : ["-T", _table];

    /// <summary>Makes the folders that are missing, and tells which, the deepest first.</summary>
    private List<string> MakeFolders()
    {
        var made = new List<string>();
        if (IsPlanned || Files.Exists(_path)) return made;
        for (var i = _path.IndexOf('/', 1); ; i = _path.IndexOf('/', i + 1))
        {
            var folder = i < 0 ? _path : _path[..i];
            if (!Files.Exists(folder))
            {
                Files.CreateDirectory(folder, 0x1ED);
                made.Insert(0, folder);
            }
            if (i < 0) return made;
        }
    }

    private MapData Values()
    {
        var values = new MapBuilder
        {
            { "name", _path }, { "opts", _options }, { "dump", _arguments.Text("dump") }, { "passno", _arguments.Text("passno") },
            { "fstab", _table }, { "boot", _boot }, { "backup_file", _backup },
        };
        if (Source is not null) values.Add("src", Source);
        if (_arguments.Text("fstype") is { } type) values.Add("fstype", type);
        return values.Build();
    }
}
