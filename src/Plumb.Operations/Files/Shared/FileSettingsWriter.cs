using System.Globalization;
using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Shared;

/// <summary>
/// Gives paths the owner, group, mode, attributes and label that are wanted, and tells whether anything differed. The one place where
/// that is done.
/// </summary>
internal sealed class FileSettingsWriter
{
    private readonly OperationContext _context;
    private readonly HostAccounts _accounts;

    public FileSettingsWriter(OperationContext context)
    {
        _context = context;
        _accounts = new HostAccounts(context.Host);
    }

    private IHostFiles Files => _context.Host.Files;

    /// <summary>Returns whether something changed, or had changed before.</summary>
    public async ValueTask<bool> ApplyAsync(FileSettings settings, bool changed, PropertyDiff? diff, CancellationToken cancellation)
    {
        changed = await SetLabelAsync(settings, changed, diff, cancellation).ConfigureAwait(false);
        changed = await SetOwnerAsync(settings.Path, settings.Owner, changed, diff, cancellation).ConfigureAwait(false);
        changed = await SetGroupAsync(settings.Path, settings.Group, changed, diff, cancellation).ConfigureAwait(false);
        changed = SetMode(settings.Path, settings.Mode, changed, diff);
        return SetAttributes(settings.Path, settings.Attributes, changed, diff);
    }

    public async ValueTask<bool> SetOwnerAsync(string path, string? owner, bool changed, PropertyDiff? diff, CancellationToken cancellation)
    {
        if (owner is null) return changed;
        if (IsYetToCome(path)) return true;
        var status = Lstat(path);
        var id = Number(owner) ?? await _accounts.UserIdAsync(owner, cancellation).ConfigureAwait(false)
            ?? throw Failure($"chown failed: failed to look up user {owner}", path);
        if (status.UserId == id) return changed;
        diff?.Add("owner", status.UserId, id);
        try
        {
            Files.SetOwner(path, id, null, follow: false);
        }
        catch (HostException fault)
        {
            throw Failure("chown failed: " + SystemErrors.Python(fault, path), path);
        }
        return true;
    }

    public async ValueTask<bool> SetGroupAsync(string path, string? group, bool changed, PropertyDiff? diff, CancellationToken cancellation)
    {
        if (group is null) return changed;
        if (IsYetToCome(path)) return true;
        var status = Lstat(path);
        var id = Number(group) ?? await _accounts.GroupIdAsync(group, cancellation).ConfigureAwait(false)
            ?? throw Failure($"chgrp failed: failed to look up group {group}", path);
        if (status.GroupId == id) return changed;
        diff?.Add("group", status.GroupId, id);
        try
        {
            Files.SetOwner(path, null, id, follow: false);
        }
        catch (HostException)
        {
            throw Failure("chgrp failed", path);
        }
        return true;
    }

    public bool SetMode(string path, DataValue? wanted, bool changed, PropertyDiff? diff)
    {
        if (wanted is null) return changed;
        if (IsYetToCome(path)) return true;
        var status = Lstat(path);
        var before = status.Mode & 0xFFF;
        var mode = Permissions.Resolve(wanted, status, _context.Host.User.Umask, path);
        if (mode == before) return changed;
        diff?.Add("mode", Permissions.Text(before), Permissions.Text(mode));
        // Linux keeps no mode for links: what is set is that of the target, which was not asked for.
        if (status.Kind == FileKind.SymbolicLink) return changed;
        // What is not a permission is passed over by the system.
        Files.SetMode(path, mode & 0xFFF);
        return changed || (Lstat(path).Mode & 0xFFF) != before;
    }

    private bool SetAttributes(string path, string? wanted, bool changed, PropertyDiff? diff)
    {
        if (wanted is null) return changed;
        if (IsYetToCome(path)) return true;
        var (sign, letters) = wanted is ['+' or '-' or '=', ..] ? (wanted[0], wanted[1..]) : ('=', wanted);
        var before = Flags(path);
        var after = sign switch
        {
            '+' => before.Union(letters),
            '-' => before.Except(letters),
            // Whether a file is stored in extents is not for the user to say.
            _ => letters.Union(before.Where(c => c == 'e')),
        };
        if (before.ToHashSet().SetEquals(after)) return changed;
        diff?.Add("attributes", before, $"{sign}{letters}");
        try
        {
            Files.SetAttributes(path, string.Concat(after));
        }
        catch (HostException fault)
        {
            throw new OperationException("chattr failed", new MapBuilder { ["path"] = path, ["details"] = "Error while setting attributes: " + fault.Message }.Build());
        }
        return true;
    }

    private async ValueTask<bool> SetLabelAsync(FileSettings settings, bool changed, PropertyDiff? diff, CancellationToken cancellation)
    {
        if (settings.Label == SecurityLabel.Unset || !SecurityLabel.IsEnabled(_context.Host)) return changed;
        var path = settings.Path;
        if (IsYetToCome(path)) return true;
        if (SecurityLabel.Read(Files, path) is not { } before) return changed;
        var policy = settings.Label.UsesPolicy ? await PolicyAsync(path, cancellation).ConfigureAwait(false) : null;
        var after = settings.Label.Over(before, policy);
        if (after == before) return changed;
        diff?.Add("secontext", before.Split(':', 4), after.Split(':', 4));
        try
        {
            SecurityLabel.Write(Files, path, after);
        }
        catch (HostException fault)
        {
            throw new OperationException("invalid selinux context: " + SystemErrors.Python(fault),
                new MapBuilder { ["path"] = path, ["new_context"] = after.Split(':', 4), ["cur_context"] = before.Split(':', 4) }.Build());
        }
        return true;
    }

    private async ValueTask<string?> PolicyAsync(string path, CancellationToken cancellation)
    {
        if (_context.Host.Processes.Find("matchpathcon") is not { } program) return null;
        var outcome = await _context.Host.Processes.RunAsync(new ProcessRequest(program, ["-n", path]) { ReadOnly = true }, cancellation).ConfigureAwait(false);
        return outcome.ExitCode == 0 ? Encoding.UTF8.GetString(outcome.Output).Trim() : null;
    }

    // In a check that does not remember, what only this task would create is changed by definition and its properties not told.
    private bool IsYetToCome(string path) => _context.IsForgetfulCheck && !_context.ReportedFiles.Exists(path);

    private string Flags(string path)
    {
        try
        {
            return Files.Attributes(path) ?? "";
        }
        catch (HostException)
        {
            // The file system has no attributes; setting them will say so.
            return "";
        }
    }

    private FileStatus Lstat(string path) => Files.Status(path, follow: false) ?? throw SystemErrors.Named("ENOENT", path);

    private static uint? Number(string text) => uint.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static OperationException Failure(string message, string path) => new(message, new MapBuilder { ["path"] = path }.Build());
}
