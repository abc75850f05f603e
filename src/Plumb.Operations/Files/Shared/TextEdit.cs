using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Shared;

/// <summary>
/// The end that all operations on text files have in common: validate the new content, keep a copy of the old, put the new in place,
/// set owner and mode, and tell of both.
/// </summary>
internal sealed class TextEdit(OperationContext context, string path)
{
    private IHostFiles Files => context.Host.Files;

    public bool Existed { get; } = context.Host.Files.Exists(path);

    public string Backup { get; private set; } = "";

    /// <summary>Puts new content in place, of the file that a link leads to.</summary>
    public async ValueTask WriteAsync(string byteText, CancellationToken cancellation)
    {
        var content = ByteText.ToBytes(byteText);
        var arguments = context.Arguments;
        if (arguments.Flag("backup") && Existed && !context.Host.IsPlanned) Backup = FileBackup.Make(context, path);
        await Validation.RequireAsync(context, content, cancellation).ConfigureAwait(false);
        try
        {
            Files.WriteAll(Files.RealPath(path, context.Host.WorkingDirectory), content, new FilePlacement { AllowInPlace = arguments.Flag("unsafe_writes") });
        }
        catch (HostException fault) when (fault.Error is "EACCES" or "EPERM" or "EROFS")
        {
            throw new OperationException($"The destination directory ({HostPath.DirectoryName(path)}) is not writable by the current user. Error was: {SystemErrors.Python(fault, path)}");
        }
    }

    /// <summary>Sets owner and mode, and says so in the message.</summary>
    public async ValueTask<(string Message, bool Changed)> ApplySettingsAsync(string message, bool changed, PropertyDiff? diff, CancellationToken cancellation)
    {
        var differed = await new FileSettingsWriter(context).ApplyAsync(FileSettings.From(context, path), false, diff, cancellation).ConfigureAwait(false);
        if (!differed) return (message, changed);
        return ((changed ? message + " and " : message) + "ownership, perms or SE linux context changed", true);
    }

    /// <summary>The difference in content; its text only where the task wants to see it.</summary>
    public ContentDiff Difference(string before, string after) => new(
        context.Request.Diff ? ByteText.ToText(before) : "", context.Request.Diff ? ByteText.ToText(after) : "")
    {
        BeforeHeader = path + " (content)",
        AfterHeader = path + " (content)",
    };

    public string AttributesHeading => path + " (file attributes)";

    /// <summary>Whether only this task would create the file and its properties are not told.</summary>
    public bool IsYetToCome => context.IsForgetfulCheck && !Existed;
}
