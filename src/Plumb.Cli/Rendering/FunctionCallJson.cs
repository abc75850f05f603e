using System.Text.Json;
using Plumb.Core.Functions;
using Plumb.Core.Json;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Filesystem;

namespace Plumb.Cli.Rendering;

/// <summary>The signature of the function that a diagnostic is about, as the peer's diagnostics have it.</summary>
internal static class FunctionCallJson
{
    /// <summary>Nothing for a function that is not of the language itself.</summary>
    public static void WriteSignature(Utf8JsonWriter json, string calledAs)
    {
        var catalog = FunctionCatalog.Create(new FunctionContext { BaseDirectory = Environment.CurrentDirectory, Files = new LocalFileAccess() });
        if (catalog.Find(calledAs) is not { } function) return;
        json.WriteStartObject("signature");
        json.WriteString("name", calledAs);
        json.WriteStartArray("params");
        foreach (var parameter in function.Parameters) WriteParameter(json, parameter);
        json.WriteEndArray();
        if (function.VariadicParameter is { } variadic)
        {
            json.WritePropertyName("variadic_param");
            WriteParameter(json, variadic);
        }
        json.WritePropertyName("return_type");
        JsonValueCodec.WriteType(json, FunctionSignatureJson.ReturnType(function));
        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json, Parameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WritePropertyName("type");
        JsonValueCodec.WriteType(json, parameter.Type);
        json.WriteEndObject();
    }
}
