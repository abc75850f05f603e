using System.Buffers;
using System.Text;
using System.Text.Json;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>
/// One task of a record as a line of JSON. Where the record is encrypted, its name and values are one text that says nothing; where they
/// hold a password of the run they are left out.
/// </summary>
internal static class RecordLine
{
    /// <summary>Depth and size are bounded by the reader's; a line that is none gives null.</summary>
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 256 };

    public static ReadOnlyMemory<byte> Write(RecordedTask task, RecordKey key, Func<ReadOnlySpan<byte>, bool> holdsSecret)
    {
        var content = task.Values is null ? null : Content(task);
        if (content is not null && holdsSecret(content)) content = null;
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, RecordFile.Json))
        {
            json.WriteStartObject();
            json.WriteString("host", task.Host);
            json.WriteNumber("number", task.Number);
            json.WriteNumber("play", task.Play);
            json.WriteString("task", task.Digest);
            json.WriteString("flags", Flags(task));
            if (task.Variables is { } variables) json.WriteString("variables", variables);
            if (task.DelegatedTo is { } other) json.WriteString("delegated", other);
            if (content is not null && key.Encrypts) json.WriteString("sealed", key.Encrypt(content));
            else if (content is not null)
            {
                json.WritePropertyName("done");
                json.WriteRawValue(content, skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        line.Write("\n"u8);
        return line.WrittenMemory;
    }

    public static RecordedTask? Read(ReadOnlySpan<byte> line, RecordKey key)
    {
        if (Parse(line) is not PyDict values || Text(values, "host") is not { } host || Text(values, "task") is not { } digest) return null;
        if (!values.TryGet("number", out var number) || number is not long and not < 0 || !values.TryGet("play", out var play) || play is not long) return null;
        var content = values.TryGet("done", out var done) ? done as PyDict : Text(values, "sealed") is { } hidden && key.Decrypt(hidden) is { } plain ? Parse(plain) as PyDict : null;
        var flags = Text(values, "flags") ?? "";
        return new RecordedTask(host, checked((int)(long)number), checked((int)(long)play), digest)
        {
            Name = content is null ? "" : Text(content, "name") ?? "",
            Values = content is not null && content.TryGet("result", out var result) ? result as PyDict : null,
            DelegatedTo = Text(values, "delegated"),
            Variables = Text(values, "variables"),
            IgnoresErrors = flags.Contains('i', StringComparison.Ordinal),
            IgnoresUnreachable = flags.Contains('u', StringComparison.Ordinal),
            HidesOutput = flags.Contains('n', StringComparison.Ordinal),
            IsBegun = flags.Contains('b', StringComparison.Ordinal),
            HasChanged = flags.Contains('c', StringComparison.Ordinal),
            IsJob = flags.Contains('j', StringComparison.Ordinal),
            AsksForJob = flags.Contains('a', StringComparison.Ordinal),
        };
    }

    /// <summary>The values of a line, or null where it is no JSON.</summary>
    public static object? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, Reading);
            return RecordedValues.Read(JsonElement.ParseValue(ref reader));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Name and values, or null where they are of a kind that cannot be written: then the task is one that runs again.</summary>
    private static byte[]? Content(RecordedTask task)
    {
        var content = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(content, RecordFile.Json);
        json.WriteStartObject();
        json.WriteString("name", task.Name);
        json.WritePropertyName("result");
        if (!RecordedValues.Write(json, task.Values)) return null;
        json.WriteEndObject();
        json.Flush();
        return content.WrittenSpan.ToArray();
    }

    private static string Flags(RecordedTask task)
    {
        var flags = new StringBuilder();
        if (task.IgnoresErrors) flags.Append('i');
        if (task.IgnoresUnreachable) flags.Append('u');
        if (task.HidesOutput) flags.Append('n');
        if (task.IsBegun) flags.Append('b');
        if (task.HasChanged) flags.Append('c');
        if (task.IsJob) flags.Append('j');
        if (task.AsksForJob) flags.Append('a');
        return flags.ToString();
    }

    private static string? Text(PyDict values, string name) => values.TryGet(name, out var value) ? value as string : null;
}
