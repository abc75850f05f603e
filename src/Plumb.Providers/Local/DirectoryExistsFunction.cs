using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Providers.Local;

/// <summary><c>provider::local::direxists</c>.</summary>
internal static class DirectoryExistsFunction
{
    public static Function Create() => new()
    {
        Name = "direxists",
        Description = "Tells whether there is a directory of a path. A path of something else is an error.",
        Parameters = [new Parameter("path", DataType.String) { Description = "The path, from the working directory on if it is relative." }],
        ReturnType = Function.Returns(DataType.Bool),
        Body = Run,
    };

    private static Value Run(FunctionCall call)
    {
        var path = ((StringValue)call[0]).Text;
        if (path.Contains('\0')) return call.Fail(0, "a path cannot contain a zero character");
        var full = Path.GetFullPath(path.Length == 0 ? "." : path);
        if (Directory.Exists(full)) return Value.True;
        return File.Exists(full) ? call.Fail(0, $"\"{path}\" was found, but is not a directory") : Value.False;
    }
}
