using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary><c>abspath</c>, <c>basename</c>, <c>dirname</c> and <c>pathexpand</c>, which look at the text of a path alone.</summary>
internal static class PathFunctions
{
    internal static Function CreateAbsPath(FunctionContext context) => Create(
        "abspath",
        "Turns a path into an absolute one, starting from the current directory, without \".\" and \"..\". It need not exist.",
        call => Value.String(PathText.IsAbsolute(call.TextAt(0)) ? PathText.Clean(call.TextAt(0)) : PathText.Join(context.BaseDirectory, call.TextAt(0))));

    internal static Function CreateBaseName() => Create(
        "basename", "Gives the last part of a path.", static call => Value.String(PathText.Base(call.TextAt(0))));

    internal static Function CreateDirName() => Create(
        "dirname", "Gives a path without its last part.", static call => Value.String(PathText.Directory(call.TextAt(0))));

    internal static Function CreatePathExpand(FunctionContext context) => Create(
        "pathexpand",
        "Replaces \"~\" at the start of a path by the home directory.",
        call => ConfigurationFiles.TryExpandHome(context, call.TextAt(0), out var expanded, out var failure) ? Value.String(expanded) : call.Fail(failure));

    private static Function Create(string name, string description, Func<FunctionCall, Value> body) => new()
    {
        Name = name,
        Description = description,
        Parameters = [new Parameter("path", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = body,
    };
}
