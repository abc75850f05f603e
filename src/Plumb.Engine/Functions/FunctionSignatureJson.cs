using System.Text.Json;
using Plumb.Core.Functions;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions;

/// <summary>
/// Writes the document of <c>metadata functions -json</c>, format version 1.0: the signature of every function, each
/// also under its name in the namespace <c>core</c>.
/// </summary>
public static class FunctionSignatureJson
{
    /// <summary>What cannot be called without an error is not listed, nor what only the console has.</summary>
    private static readonly string[] Unlisted = ["list", "map", "type"];

    public static void Write(Utf8JsonWriter json, FunctionContext context)
    {
        var functions = FunctionCatalog.All(context).Where(f => !Unlisted.Contains(f.Name)).ToList();
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteStartObject("function_signatures");
        foreach (var (name, function) in functions.SelectMany(Names).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            Write(json, function);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>One function's signature; provider schemas hold the same objects.</summary>
    public static void Write(Utf8JsonWriter json, Function function)
    {
        json.WriteStartObject();
        if (function.Description.Length > 0) json.WriteString("description", function.Description);
        if (function.Summary.Length > 0) json.WriteString("summary", function.Summary);
        if (function.DeprecationMessage is { Length: > 0 } deprecation) json.WriteString("deprecation_message", deprecation);
        WriteType(json, "return_type", ReturnType(function));
        if (function.Parameters.Count > 0)
        {
            json.WriteStartArray("parameters");
            foreach (var parameter in function.Parameters) WriteParameter(json, Documented(function, parameter));
            json.WriteEndArray();
        }
        if (function.VariadicParameter is { } variadic)
        {
            json.WritePropertyName("variadic_parameter");
            WriteParameter(json, variadic);
        }
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, Function Function)> Names(Function function) => [(function.Name, function), ("core::" + function.Name, function)];

    /// <summary>What can be said without knowing any argument, with one for the variadic parameter.</summary>
    public static DataType ReturnType(Function function)
    {
        var parameters = function.VariadicParameter is { } variadic ? [.. function.Parameters, variadic] : function.Parameters;
        return FunctionInvoker.ReturnType(function, [.. parameters.Select(p => Value.Unknown(p.Type))], out var error) is var type && error is null
            ? type
            : DataType.Dynamic;
    }

    /// <summary>A template given by reference is checked by the function itself; to its callers it is a string.</summary>
    private static Parameter Documented(Function function, Parameter parameter) =>
        function.Name == "templatestring" && ReferenceEquals(parameter, function.Parameters[0])
            ? parameter with { Type = DataType.String, AllowNull = false }
            : parameter;

    private static void WriteParameter(Utf8JsonWriter json, Parameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        if (parameter.Description.Length > 0) json.WriteString("description", parameter.Description);
        if (parameter.AllowNull) json.WriteBoolean("is_nullable", true);
        WriteType(json, "type", parameter.Type);
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string name, DataType type)
    {
        json.WritePropertyName(name);
        JsonValueCodec.WriteType(json, type);
    }
}
