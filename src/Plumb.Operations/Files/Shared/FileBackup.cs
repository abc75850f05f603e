using System.Globalization;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Shared;

/// <summary>Keeps a copy of a file beside it before it is changed, named after the time.</summary>
internal static class FileBackup
{
    /// <summary>The path of the copy, or nothing if there was no file.</summary>
    public static string Make(OperationContext context, string path)
    {
        var files = context.Host.Files;
        if (files.Look(path) is not { } status) return "";
        var now = TimeZoneInfo.ConvertTime(context.Host.Clock.GetUtcNow(), context.Host.Clock.LocalTimeZone);
        var copy = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.{now:yyyy-MM-dd@HH:mm:ss}~");
        try
        {
            using (var content = files.OpenRead(path)) files.Write(copy, content, new FilePlacement(status.Mode & 0xFFF, null, null));
            Preserve(files, path, copy, status);
        }
        catch (HostException fault)
        {
            throw new OperationException($"Could not make backup of {path} to {copy}: {SystemErrors.Python(fault)}");
        }
        return copy;
    }

    /// <summary>Gives a copy the owner, times and label of the original, as far as the user may.</summary>
    public static void Preserve(IHostFiles files, string from, string to, FileStatus status)
    {
        try
        {
            files.SetOwner(to, status.UserId, status.GroupId, follow: true);
        }
        catch (HostException fault) when (fault.Error == "EPERM")
        {
            // Only root may give files away; the copy then belongs to who made it.
        }
        files.SetMode(to, status.Mode & 0xFFF);
        files.SetTimes(to, status.Accessed, status.Modified, follow: true);
        if (SecurityLabel.Read(files, from) is { } label) SecurityLabel.Write(files, to, label);
    }
}
