using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files;

/// <summary>Returns the content of a file in base64.</summary>
internal sealed class SlurpOperation : IOperation
{
    public OperationSpec Spec { get; } = new("slurp", "Slurps a file from remote nodes")
    {
        Arguments = [new("src", ArgumentType.Path, "The file to read.") { Required = true, Aliases = ["path"] }],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var source = context.Arguments.RequiredText("src");
        try
        {
            var content = Convert.ToBase64String(context.Host.Files.ReadAll(source));
            return ValueTask.FromResult(new OperationResult
            {
                Values = new MapBuilder { ["content"] = content, ["source"] = source, ["encoding"] = "base64" }.Build(),
            });
        }
        catch (HostException fault)
        {
            return ValueTask.FromResult(OperationResult.Failure(fault.Error switch
            {
                "ENOENT" => "file not found: " + source,
                "EACCES" => "file is not readable: " + source,
                "EISDIR" => "source is a directory and must be a file: " + source,
                _ => "unable to slurp file: " + SystemErrors.Python(fault, source, bytes: false),
            }));
        }
    }
}
