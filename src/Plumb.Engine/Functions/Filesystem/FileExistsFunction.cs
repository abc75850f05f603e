using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary><c>fileexists</c>: whether there is a regular file at a path. Anything else that is there is an error.</summary>
internal static class FileExistsFunction
{
    internal static Function Create(FunctionContext context) => new()
    {
        Name = "fileexists",
        Description = "Says whether there is a file at a path.",
        Parameters = [new Parameter("path", DataType.String) { AllowMarked = true }],
        ReturnType = Function.Returns(DataType.Bool),
        RefineResult = Function.NeverNull,
        Body = call => Exists(call, context),
    };

    private static Value Exists(FunctionCall call, FunctionContext context)
    {
        if (!ConfigurationFiles.TryLocate(context, call.TextAt(0), out var path, out var failure)) return call.Fail(failure);
        return context.Files.KindOf(path) switch
        {
            FileKind.File => Value.True.WithMarks(call[0].Marks),
            FileKind.Missing => Value.False.WithMarks(call[0].Marks),
            // The peer blames the argument after the path, so the fault is shown at the call.
            FileKind.Directory => call.Fail(1, $"{call[0].Shown()} is a directory, not a file"),
            FileKind.Other => call.Fail(1, $"{call[0].Shown()} is not a regular file"),
            _ => call.Fail($"whether there is a file at {call[0].Shown()} cannot be told: access is denied"),
        };
    }
}
