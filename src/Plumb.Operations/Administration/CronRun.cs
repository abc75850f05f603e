using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;
using Plumb.Operations.Users;

namespace Plumb.Operations.Administration;

/// <summary>One run of <c>cron</c>: reads the crontab, changes its lines, and puts it back.</summary>
internal sealed class CronRun
{
    private static readonly string[] TimeFields = ["minute", "hour", "day", "month", "weekday"];

    private readonly OperationContext _context;
    private readonly MapData _arguments;
    private readonly HostTools _tools;
    private readonly string _name;
    private readonly string? _user;
    private readonly string? _file;
    private readonly List<string> _warnings = [];

    public CronRun(OperationContext context)
    {
        _context = context;
        _arguments = context.Arguments;
        _tools = new HostTools(context.Host);
        _name = _arguments.RequiredText("name");
        _user = _arguments.Text("user");
        _file = _arguments.Text("cron_file") switch
        {
            null or "" => null,
            ['/', ..] absolute => absolute,
            var name => "/etc/cron.d/" + name,
        };
    }

    private bool IsPresent => _arguments.Text("state") == "present";

    private bool IsPlanned => _context.Host.IsPlanned;

    private string Header => _file ?? (_user is null ? "crontab" : $"crontab for user \"{_user}\"");

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        Check();
        var crontab = await ReadAsync(cancellation);
        var backup = _arguments.Flag("backup") && !IsPlanned ? Backup(crontab) : null;
        var changed = _arguments.Flag("env") ? ChangeVariable(crontab) : ChangeJob(crontab);
        if (changed && !IsPresent && !_arguments.Flag("env") && _file is not null && crontab.IsEmpty) return RemoveFile(crontab);

        // A last line without an end is mended on the way.
        changed |= crontab.Existing.Length > 0 && crontab.Existing[^1] is not ('\n' or '\r');
        if (changed && !IsPlanned) await WriteAsync(crontab, cancellation);
        if (backup is not null && !changed) _context.Host.Files.Remove(backup);
        var values = new MapBuilder { { "jobs", crontab.JobNames }, { "envs", crontab.VariableNames } };
        if (backup is not null && changed) values.Add("backup_file", backup);
        if (_arguments.Text("cron_file") is { Length: > 0 } given) values.Add("cron_file", given);
        return new OperationResult
        {
            Changed = changed,
            Values = values.Build(),
            Warnings = _warnings,
            Diffs = changed && _context.Request.Diff ? [new ContentDiff(crontab.Existing, crontab.Render()) { BeforeHeader = Header, AfterHeader = Header }] : [],
        };
    }

    private void Check()
    {
        if (_file == "/etc/crontab") throw new OperationException("Will not manage /etc/crontab via cron_file, see documentation.");
        if (_file is not null && _file[(_file.LastIndexOf('/') + 1)..] is var fileName && (fileName.Length == 0 || fileName.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))))
        {
            _warnings.Add($"Filename portion of cron_file (\"{fileName}\") should consist solely of upper- and lower-case letters, digits, underscores, and hyphens");
        }
        if (_arguments.Text("special_time") is not null && TimeFields.Any(f => _arguments.Text(f) != "*")) throw new OperationException("You must specify time and date fields or special time.");
        if (_arguments.Flag("env") && _name.Contains(' ', StringComparison.Ordinal)) throw new OperationException("Invalid name for environment variable");
        if (!IsPresent) return;
        if (_file is not null && string.IsNullOrEmpty(_user)) throw new OperationException("To use cron_file=... parameter you must specify user=... as well");
        if (_arguments.Text("job") is null) throw new OperationException("You must specify 'job' to install a new cron job or variable");
        if ((_arguments.Text("insertafter") ?? _arguments.Text("insertbefore")) is not null && !_arguments.Flag("env"))
        {
            throw new OperationException("Insertafter and insertbefore parameters are valid only with env=yes");
        }
    }

    private async ValueTask<Crontab> ReadAsync(CancellationToken cancellation)
    {
        if (_file is not null) return Crontab.FromFile(_context.Host.Files.ReadTextOrNull(_file) ?? "");
        var outcome = await _tools.AskAsync("crontab", [.. UserOptions(), "-l"], cancellation);
        // Exit code 1 says that there is none yet.
        return outcome.ExitCode is 0 or 1 ? Crontab.FromListing(outcome.Output) : throw new OperationException("Unable to read crontab");
    }

    private string[] UserOptions()
    {
        var self = AccountFiles.Users(_context.Host.Files).FirstOrDefault(u => u.UserId == _context.Host.User.UserId)?.Name;
        return _user is null || _user == self ? [] : ["-u", _user];
    }

    private bool ChangeVariable(Crontab crontab)
    {
        if (!IsPresent) return crontab.RemoveVariable(_name);
        var (after, before) = (_arguments.Text("insertafter"), _arguments.Text("insertbefore"));
        return crontab.SetVariable(_name, $"{_name}=\"{_arguments.Text("job")}\"", after, before)
            ?? throw new OperationException($"Variable named '{after ?? before}' not found.");
    }

    private bool ChangeJob(Crontab crontab)
    {
        if (!IsPresent) return crontab.RemoveJob(_name);
        var command = _arguments.RequiredText("job").Trim('\r', '\n');
        if (command.AsSpan().IndexOfAny('\r', '\n') >= 0) _warnings.Add("Job should not contain line breaks");
        return crontab.SetJob(_name, Line(command));
    }

    private string Line(string command)
    {
        var time = _arguments.Text("special_time") is { } special ? "@" + special : string.Join(' ', TimeFields.Select(f => _arguments.Text(f)));
        var disabled = _arguments.Flag("disabled") ? "#" : "";
        return _file is null ? $"{disabled}{time} {command}" : $"{disabled}{time} {_user} {command}";
    }

    private string Backup(Crontab crontab)
    {
        var path = $"/tmp/crontab{Guid.NewGuid():N}"[..20];
        _context.Host.Files.WriteText(path, crontab.Render(), new FilePlacement(0x180));
        return path;
    }

    private async ValueTask WriteAsync(Crontab crontab, CancellationToken cancellation)
    {
        var files = _context.Host.Files;
        if (_file is not null)
        {
            files.WriteText(_file, crontab.Render(), new FilePlacement(files.Exists(_file) ? null : 0x1A4));
            return;
        }
        var outcome = await _tools.ChangeAsync("crontab", [.. UserOptions(), "-"], cancellation, crontab.Render());
        if (!outcome.Succeeded) throw new OperationException(outcome.Error);
    }

    private OperationResult RemoveFile(Crontab crontab)
    {
        var isThere = _file is not null && _context.Host.Files.Exists(_file);
        if (isThere && _file is not null) _context.Host.Files.Remove(_file);
        return new OperationResult
        {
            Changed = isThere,
            Values = new MapBuilder { { "cron_file", _arguments.Text("cron_file") }, { "state", _arguments.Text("state") } }.Build(),
            Diffs = _context.Request.Diff ? [new ContentDiff(crontab.Existing, "") { BeforeHeader = Header, AfterHeader = "/dev/null" }] : [],
        };
    }
}
