using System.Text.RegularExpressions;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Users;

/// <summary>Makes a user's home folder out of the skeleton, with the permissions that the host gives to homes.</summary>
internal sealed partial class HomeFolder(IHostFiles files)
{
    private const uint AllPermissions = 0x1FF;

    /// <summary>Makes the folder and all above it where they are missing, and gives it with its content to the user.</summary>
    public void Create(string home, string? skeleton, string? umask, uint userId, uint groupId)
    {
        if (!files.Exists(home))
        {
            MakeParents(home);
            var source = skeleton ?? "/etc/skel";
            if (files.IsFolder(source)) Copy(source, home);
            else files.CreateDirectory(home, 0x1ED);
            if (Mode(umask) is { } mode) files.SetMode(home, mode);
        }
        GiveTo(home, userId, groupId);
    }

    public void GiveTo(string path, uint userId, uint groupId)
    {
        files.SetOwner(path, userId, groupId, follow: false);
        if (files.Status(path, follow: false)?.Kind != FileKind.Directory) return;
        foreach (var name in files.List(path)) GiveTo($"{path}/{name}", userId, groupId);
    }

    private void MakeParents(string path)
    {
        var parent = path[..Math.Max(path.LastIndexOf('/'), 0)];
        if (parent.Length == 0 || files.Exists(parent)) return;
        MakeParents(parent);
        files.CreateDirectory(parent, 0x1ED);
    }

    private void Copy(string from, string to)
    {
        if (files.Status(from, follow: false) is not { } status) return;
        switch (status.Kind)
        {
            case FileKind.Directory:
                files.CreateDirectory(to, status.Mode);
                foreach (var name in files.List(from)) Copy($"{from}/{name}", $"{to}/{name}");
                break;
            case FileKind.SymbolicLink:
                files.CreateSymbolicLink(to, files.ReadLink(from));
                break;
            case FileKind.File:
                using (var content = files.OpenRead(from)) files.Write(to, content, new FilePlacement(status.Mode));
                files.SetTimes(to, status.Accessed, status.Modified, follow: false);
                break;
        }
    }

    private uint? Mode(string? umask)
    {
        if (umask is not null) return Octal(umask) is { } own ? AllPermissions & ~own : null;
        var lines = (files.ReadTextOrNull("/etc/login.defs") ?? "").Split('\n');
        if (lines.Select(l => Setting().Match(l)).LastOrDefault(m => m.Success && m.Groups["name"].Value == "HOME_MODE") is { } home) return Octal(home.Groups["value"].Value);
        var common = lines.Select(l => Setting().Match(l)).LastOrDefault(m => m.Success && m.Groups["name"].Value == "UMASK");
        return common is not null && Octal(common.Groups["value"].Value) is { } mask ? AllPermissions & ~mask : null;
    }

    private static uint? Octal(string text) => text.All(c => c is >= '0' and <= '7') && text.Length is > 0 and < 8 ? Convert.ToUInt32(text, 8) : null;

    [GeneratedRegex(@"^(?<name>HOME_MODE|UMASK)\s+(?<value>[0-7]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
