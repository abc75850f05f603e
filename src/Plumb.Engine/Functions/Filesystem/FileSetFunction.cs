using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary><c>fileset</c>: the regular files under a directory whose paths match a pattern, relative to the directory.</summary>
internal static class FileSetFunction
{
    internal static Function Create(FunctionContext context) => new()
    {
        Name = "fileset",
        Description = "Lists the files under a directory whose relative paths match a pattern of *, **, ?, [...] and {...}.",
        Parameters =
        [
            new Parameter("path", DataType.String) { AllowMarked = true },
            new Parameter("pattern", DataType.String) { AllowMarked = true },
        ],
        ReturnType = Function.Returns(DataType.Set(DataType.String)),
        RefineResult = Function.NeverNull,
        Body = call => Find(call, context),
    };

    private static Value Find(FunctionCall call, FunctionContext context)
    {
        var directory = PathText.Join("", call.TextAt(0));
        var walk = new GlobWalk(context.Files, context.BaseDirectory);
        if (walk.Find(PathText.Join(directory, call.TextAt(1))) is not { } matches) return call.Fail($"{call[1].Shown()} is not a valid pattern");

        var found = new List<Value>();
        foreach (var match in matches)
        {
            switch (context.Files.KindOf(walk.Locate(match)))
            {
                case FileKind.File:
                    found.Add(Value.String(PathText.Relative(directory, match)));
                    break;
                case FileKind.Missing or FileKind.Forbidden:
                    return call.Fail($"what the pattern {call[1].Shown()} matches includes something that cannot be looked at, such as a symbolic link to nothing");
            }
        }
        return Value.Set(DataType.String, found).WithMarks(call[0].Marks.Union(call[1].Marks));
    }
}
