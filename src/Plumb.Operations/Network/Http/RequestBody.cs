using System.Globalization;
using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Network.Http;

/// <summary>The body of a request in the format that a task chooses, and the type of content that goes with it.</summary>
internal static class RequestBody
{
    public static (byte[]? Content, string? Type) Write(DataValue? body, string format, OperationContext context) => format switch
    {
        "json" => (Encoding.UTF8.GetBytes(body is TextData text ? text.Value : DataJson.WriteSpaced(body ?? DataValue.Null)), "application/json"),
        "form-urlencoded" => (Encoding.UTF8.GetBytes(Form(body)), "application/x-www-form-urlencoded"),
        "form-multipart" => Multipart(body, context),
        _ => (body is null or NullData ? null : Encoding.UTF8.GetBytes(PythonText.Str(body)), null),
    };

    private static string Form(DataValue? body)
    {
        var pairs = body switch
        {
            TextData text => null,
            MapData map => map.Entries.Select(e => (e.Key, e.Value)),
            ListData list => list.Items.Select(Pair),
            null or NullData => [],
            _ => throw new OperationException("failed to parse body as form_urlencoded: cannot form-urlencode body, expect list or dict"),
        };
        if (pairs is null) return ((TextData)(body ?? DataValue.Of(""))).Value;
        return string.Join('&', pairs.SelectMany(p => Values(p.Value).Select(v => Escaped(p.Key) + "=" + Escaped(PythonText.Str(v)))));
    }

    private static (string Key, DataValue Value) Pair(DataValue item) => item is ListData { Items: [var key, var value] }
        ? (PythonText.Str(key), value)
        : throw new OperationException("failed to parse body as form_urlencoded: not enough values to unpack (expected 2, got 1)");

    private static IEnumerable<DataValue> Values(DataValue value) => (value is ListData list ? list.Items : [value]).Where(v => v is not NullData);

    private static string Escaped(string text)
    {
        var output = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b == ' ') output.Append('+');
            else if (char.IsAsciiLetterOrDigit((char)b) || "_.-~".Contains((char)b, StringComparison.Ordinal)) output.Append((char)b);
            else output.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return output.ToString();
    }

    private static (byte[] Content, string Type) Multipart(DataValue? body, OperationContext context)
    {
        if (body is not MapData fields) throw new OperationException($"failed to parse body as form-multipart: Mapping is required, cannot be type {(body is null ? "NoneType" : PythonText.TypeName(body)[8..^2])}");
        var boundary = "===============" + Guid.NewGuid().ToString("N") + "==";
        using var output = new MemoryStream();
        foreach (var (name, value) in fields.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            output.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\n"));
            WritePart(output, name, value, context);
            output.Write("\r\n"u8);
        }
        output.Write(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        return (output.ToArray(), $"multipart/form-data; boundary=\"{boundary}\"");
    }

    private static void WritePart(MemoryStream output, string name, DataValue value, OperationContext context)
    {
        var (file, content, type) = value switch
        {
            TextData text => (null, text.Value, "text/plain"),
            MapData map => (map.Text("filename"), map.Text("content"), map.Text("mime_type") ?? MimeTypes.OfName(map.Text("filename") ?? "")),
            _ => throw new OperationException($"failed to parse body as form-multipart: value must be a string, or mapping, cannot be type {PythonText.TypeName(value)[8..^2]}"),
        };
        if (string.IsNullOrEmpty(file) && string.IsNullOrEmpty(content)) throw new OperationException("failed to parse body as form-multipart: at least one of filename or content must be provided");
        var isFile = string.IsNullOrEmpty(content) && file is not null;
        var header = new StringBuilder();
        if (isFile) header.Append("Content-Transfer-Encoding: base64\r\n");
        header.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\nContent-Disposition: form-data; name=\"{name}\"");
        if (file is not null) header.Append(CultureInfo.InvariantCulture, $"; filename=\"{HostPath.FileName(file)}\"");
        output.Write(Encoding.UTF8.GetBytes(header.Append("\r\n\r\n").ToString()));
        output.Write(isFile && file is not null
            ? Encoding.ASCII.GetBytes(Convert.ToBase64String(ReadFile(file, context), Base64FormattingOptions.InsertLineBreaks))
            : Encoding.UTF8.GetBytes(content ?? ""));
    }

    private static byte[] ReadFile(string file, OperationContext context)
    {
        if (context.Request.Sources.FirstOrDefault(s => s.Name == file) is { } source)
        {
            using var stream = source.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        try
        {
            return context.Host.Files.ReadAll(file);
        }
        catch (HostException fault)
        {
            throw new OperationException("failed to parse body as form-multipart: " + SystemErrors.Python(fault, file));
        }
    }
}
