using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Cli.Rendering;

/// <summary>A diagnostic in the peer's machine-readable form.</summary>
internal static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter json, Diagnostic diagnostic, EnclosingBlocks blocks)
    {
        json.WriteStartObject();
        json.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
        json.WriteString("summary", diagnostic.Summary);
        json.WriteString("detail", diagnostic.Help is { } help ? diagnostic.Detail + "\n\n" + help : diagnostic.Detail);
        if (diagnostic.Address is { } address) json.WriteString("address", address);
        if (diagnostic.Subject is { } subject)
        {
            WriteRange(json, subject);
            WriteSnippet(json, DiagnosticSnippet.Of(diagnostic, subject, blocks), diagnostic);
        }
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, SourceSpan span)
    {
        json.WriteStartObject("range");
        json.WriteString("filename", span.File.Name);
        WritePosition(json, "start", span.StartPosition);
        WritePosition(json, "end", span.Length == 0 ? Following(span.StartPosition) : span.EndPosition);
        json.WriteEndObject();
    }

    /// <summary>An empty place covers the one character after it.</summary>
    private static SourcePosition Following(SourcePosition at) => new(at.Line, at.Column + 1, at.Byte + 1);

    private static void WritePosition(Utf8JsonWriter json, string name, SourcePosition position)
    {
        json.WriteStartObject(name);
        json.WriteNumber("line", position.Line);
        json.WriteNumber("column", position.Column);
        json.WriteNumber("byte", position.Byte);
        json.WriteEndObject();
    }

    private static void WriteSnippet(Utf8JsonWriter json, DiagnosticSnippet snippet, Diagnostic diagnostic)
    {
        json.WriteStartObject("snippet");
        json.WriteString("context", snippet.Context);
        json.WriteString("code", snippet.Code);
        json.WriteNumber("start_line", snippet.StartLine);
        json.WriteNumber("highlight_start_offset", snippet.HighlightStart);
        json.WriteNumber("highlight_end_offset", snippet.HighlightEnd);
        json.WriteStartArray("values");
        foreach (var value in diagnostic.Values.OrderBy(v => v.Traversal, Utf8Order.Instance))
        {
            if (ValueStatement.Of(value.Value) is not { } statement) continue;
            json.WriteStartObject();
            json.WriteString("traversal", value.Traversal);
            json.WriteString("statement", statement);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (diagnostic.FunctionName is { } function)
        {
            json.WriteStartObject("function_call");
            json.WriteString("called_as", function);
            FunctionCallJson.WriteSignature(json, function);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
