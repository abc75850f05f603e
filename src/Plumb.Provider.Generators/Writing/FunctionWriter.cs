using System.Globalization;
using Microsoft.CodeAnalysis;
using Plumb.Provider.Generators.Reading;

namespace Plumb.Provider.Generators.Writing;

/// <summary>Writes the list of functions that a class of static methods is.</summary>
internal sealed class FunctionWriter(INamedTypeSymbol type, IReadOnlyList<FunctionSpec> functions)
{
    private const string Library = "global::Plumb.Core.Functions.";

    public string Write() => SourceLines.Class(type, "", lines =>
    {
        lines.Add("/// <summary>The functions of this class, to be listed by the provider.</summary>");
        lines.Add($"public static global::System.Collections.Generic.IReadOnlyList<{Library}Function> All {{ get; }} =");
        lines.Add("[");
        foreach (var function in functions) Write(lines, function);
        lines.Add("];");
    });

    private static void Write(SourceLines lines, FunctionSpec function)
    {
        var result = TypeExpressions.DataType(function.Result);
        lines.Add($"    new {Library}Function");
        lines.Add("    {");
        lines.Add($"        Name = {Literals.Text(function.Name)},");
        if (function.Description.Length > 0) lines.Add($"        Description = {Literals.Text(function.Description)},");
        if (function.Deprecated is { } message) lines.Add($"        DeprecationMessage = {Literals.Text(message)},");
        lines.Add($"        Parameters = [{string.Join(", ", function.Parameters.Take(function.Parameters.Count - (function.IsVariadic ? 1 : 0)).Select(Parameter))}],");
        if (function.IsVariadic) lines.Add($"        VariadicParameter = {Parameter(function.Parameters[function.Parameters.Count - 1])},");
        lines.Add($"        ReturnType = {Library}Function.Returns({result}),");
        lines.Add($"        Body = static call => global::Plumb.Provider.Models.FunctionBody.Run(call, static call => {TypeExpressions.Write(function.Result, $"{function.Method.Name}({string.Join(", ", Arguments(function))})")}),");
        lines.Add("    },");
    }

    private static string Parameter(ParameterSpec parameter)
    {
        var allows = (parameter.Type.IsNullable || parameter.Type.IsTf ? ", AllowNull = true" : "") + (parameter.Type.IsTf ? ", AllowUnknown = true" : "");
        return $"new {Library}Parameter({Literals.Text(parameter.Name)}, {TypeExpressions.DataType(parameter.Type)}) {{ Description = {Literals.Text(parameter.Description)}{allows} }}";
    }

    private static IEnumerable<string> Arguments(FunctionSpec function)
    {
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var place = i.ToString(CultureInfo.InvariantCulture);
            var parameter = function.Parameters[i];
            yield return function.IsVariadic && i == function.Parameters.Count - 1
                ? $"global::Plumb.Provider.Models.FunctionBody.Rest<{parameter.Type.Written}>(call, {place}, static e0 => {TypeExpressions.Read(parameter.Type, "e0", 1)})"
                : TypeExpressions.Read(parameter.Type, $"call[{place}]");
        }
    }
}
