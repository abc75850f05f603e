using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files;

/// <summary>Creates a new file or folder with a name that nothing has, for the user alone.</summary>
internal sealed class TempFileOperation : IOperation
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789_";

    public OperationSpec Spec { get; } = new("tempfile", "Creates temporary files and directories")
    {
        CheckMode = CheckMode.None,
        Arguments =
        [
            new("state", ArgumentType.Text, "Whether to create a file or a folder.") { Default = "file", Choices = ["file", "directory"] },
            new("path", ArgumentType.Path, "The folder in which to create it."),
            new("prefix", ArgumentType.Text, "What the name begins with.") { Default = "ansible." },
            new("suffix", ArgumentType.Text, "What the name ends with.") { Default = "" },
        ],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var folder = arguments.Text("path") ?? TemporaryFolder.Place(context.Host);
        var name = arguments.RequiredText("prefix") + new string([.. Enumerable.Range(0, 8).Select(_ => Letters[Random.Shared.Next(Letters.Length)])]) + arguments.RequiredText("suffix");
        var path = HostPath.Absolute(HostPath.Join(folder, name), context.Host.WorkingDirectory);
        try
        {
            if (arguments.Text("state") == "directory") files.CreateDirectory(path, 0x1C0);
            else files.WriteAll(path, default, new FilePlacement(0x180));
        }
        catch (HostException fault)
        {
            throw new OperationException(SystemErrors.Python(fault, path, bytes: false));
        }
        return ValueTask.FromResult(new OperationResult { Changed = true, Values = new MapBuilder { ["path"] = path }.Build() });
    }
}
