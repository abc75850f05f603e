using System.Text;
using System.Text.Unicode;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Templates;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary><c>templatefile</c>: renders a file as a template. The result has the type of a sole interpolation, else it is a string.</summary>
internal static class TemplateFileFunction
{
    internal static Function Create(FunctionCatalog functions) => new()
    {
        Name = "templatefile",
        Description = "Renders the template in a file with the given variables.",
        Parameters =
        [
            new Parameter("path", DataType.String) { AllowMarked = true },
            new Parameter("vars", DataType.Dynamic),
        ],
        // The type is that of the result, so the template is rendered at once, and only once.
        ReturnType = call => Render(call, functions).Type,
        Body = call => Render(call, functions).WithMarks(call[0].Marks),
    };

    private static Value Render(FunctionCall call, FunctionCatalog functions)
    {
        if (call.Memo is Value rendered) return rendered;
        if (!call[0].IsKnown || !call[1].IsKnown) return Value.DynamicUnknown;
        if (!ConfigurationFiles.TryRead(functions.Context, call[0], out var content, out var failure)) return call.Fail(0, failure);
        if (!Utf8.IsValid(content)) return call.Fail($"the content of {call[0].Shown()} is not valid UTF-8, as a template must be");

        var file = new SourceFile(call.TextAt(0), Encoding.UTF8.GetString(content));
        if (!TemplateRenderer.TryParse(file, out var template, out var error)) return call.Fail($"the file is not a template: {error}");
        var result = TemplateRenderer.Render(call, template, 1, functions);
        call.Memo = result;
        return result;
    }
}
