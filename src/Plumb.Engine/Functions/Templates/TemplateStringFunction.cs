using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Templates;

/// <summary><c>templatestring</c>: renders a template that comes from elsewhere. The evaluator sees to it that the argument is a reference.</summary>
internal static class TemplateStringFunction
{
    internal static Function Create(FunctionCatalog functions) => new()
    {
        Name = "templatestring",
        Description = "Renders the text that a reference gives as a template, with the given variables.",
        Parameters =
        [
            new Parameter("template", DataType.Dynamic) { Description = "A direct reference to the text of the template.", AllowNull = true, AllowDynamic = true },
            new Parameter("vars", DataType.Dynamic) { Description = "The variables that the template can use, as a map or an object.", AllowDynamic = true },
        ],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = call => Render(call, functions),
    };

    private static Value Render(FunctionCall call, FunctionCatalog functions)
    {
        if (call[0] is not StringValue text) return call.Fail(0, "the template must be a string");
        if (!TemplateRenderer.TryParse(new SourceFile("<templatestring argument>", text.Text), out var template, out var error))
            return call.Fail(0, $"the text is not a template: {error}");
        var result = TemplateRenderer.Render(call, template, 1, functions);
        return TypeConversion.TryConvert(result, DataType.String, out var rendered, out _)
            ? rendered
            : call.Fail($"the template gives a {result.Type.FriendlyName} and not a string");
    }
}
