using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Encodings.Yaml;

namespace Plumb.Engine.Functions.Encodings;

/// <summary><c>yamldecode</c> and <c>yamlencode</c>.</summary>
internal static class YamlFunctions
{
    internal static Function CreateYamlDecode() => new()
    {
        Name = "yamldecode",
        Description = "Reads a YAML document as a value: objects and tuples, strings, numbers, bools and null.",
        Parameters = [new Parameter("src", DataType.String)],
        ReturnType = static call => call[0].IsKnown ? Read(call).Type : DataType.Dynamic,
        Body = Read,
    };

    internal static Function CreateYamlEncode() => new()
    {
        Name = "yamlencode",
        Description = "Writes a value as a YAML document in block style.",
        Parameters = [new Parameter("value", DataType.Dynamic) { AllowNull = true, AllowDynamic = true }],
        ReturnType = Function.Returns(DataType.String),
        Body = static call => call[0].IsWhollyKnown ? Value.String(YamlWriter.Write(call[0])) : call.UnknownResult(),
    };

    private static Value Read(FunctionCall call)
    {
        if (call.Memo is Value read) return read;
        var value = YamlReader.Read(call.TextAt(0), out var error);
        call.Memo = value;
        return value ?? call.Fail($"the text is not a YAML document: {error}");
    }
}
