using Plumb.Operations.Data;
using Plumb.Operations.Files.States;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Files.Shared;

/// <summary>What stat tells of a file, under the names that results have.</summary>
internal static class StatusFields
{
    private static readonly (string Name, uint Bit)[] Bits =
    [
        ("wusr", 0x80), ("rusr", 0x100), ("xusr", 0x40), ("wgrp", 0x10), ("rgrp", 0x20), ("xgrp", 0x8),
        ("woth", 0x2), ("roth", 0x4), ("xoth", 0x1), ("isuid", 0x800), ("isgid", 0x400),
    ];

    public static void AddTo(MapBuilder values, FileStatus status)
    {
        AddKindAndTimes(values, status);
        AddPermissions(values, status);
    }

    public static void AddKindAndTimes(MapBuilder values, FileStatus status)
    {
        values["mode"] = Convert.ToString(status.Mode & 0xFFF, 8).PadLeft(4, '0');
        values["isdir"] = status.Kind == FileKind.Directory;
        values["ischr"] = status.Kind == FileKind.CharacterDevice;
        values["isblk"] = status.Kind == FileKind.BlockDevice;
        values["isreg"] = status.Kind == FileKind.File;
        values["isfifo"] = status.Kind == FileKind.Fifo;
        values["islnk"] = status.Kind == FileKind.SymbolicLink;
        values["issock"] = status.Kind == FileKind.Socket;
        values["uid"] = status.UserId;
        values["gid"] = status.GroupId;
        values["size"] = status.Size;
        values["inode"] = (long)status.Inode;
        values["dev"] = (long)status.Device;
        values["nlink"] = status.Links;
        values["atime"] = FileTimes.Seconds(status.Accessed, status.BelowTick.Accessed);
        values["mtime"] = FileTimes.Seconds(status.Modified, status.BelowTick.Modified);
        values["ctime"] = FileTimes.Seconds(status.Changed, status.BelowTick.Changed);
    }

    public static void AddPermissions(MapBuilder values, FileStatus status)
    {
        foreach (var (name, bit) in Bits) values[name] = (status.Mode & bit) != 0;
    }
}
