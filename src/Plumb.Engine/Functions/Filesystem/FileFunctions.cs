using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using System.Text.Unicode;
using System.Text;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary><c>file</c> and <c>filebase64</c>: what a file holds, as text or in Base64.</summary>
internal static class FileFunctions
{
    internal static Function CreateFile(FunctionContext context) => Create(
        "file", "Gives the content of a text file in UTF-8.", context, static (call, content) => Utf8.IsValid(content)
            ? Value.String(Encoding.UTF8.GetString(content))
            : call.Fail($"the content of {call[0].Shown()} is not valid UTF-8; read it with filebase64, or hash it with filesha256 and its kin"));

    internal static Function CreateFileBase64(FunctionContext context) => Create(
        "filebase64", "Gives the content of a file in Base64.", context, static (_, content) => Value.String(Convert.ToBase64String(content)));

    private static Function Create(string name, string description, FunctionContext context, Func<FunctionCall, byte[], Value> convert) => new()
    {
        Name = name,
        Description = description,
        Parameters = [new Parameter("path", DataType.String) { AllowMarked = true }],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = call => ConfigurationFiles.TryRead(context, call[0], out var content, out var failure)
            ? convert(call, content).WithMarks(call[0].Marks)
            : call.Fail(0, failure),
    };
}
