using System.Numerics;
using System.Text.Json;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>
/// Writes values for Python. Text that may not be rendered though it looks like a template is told to be unsafe; a mapping that is no
/// dictionary stays here, and Python asks for what it needs of it.
/// </summary>
/// <param name="json">Where to write.</param>
/// <param name="call">Keeps the mappings that stay here.</param>
internal sealed class ValueWriter(Utf8JsonWriter json, PythonCall call)
{
    public void Write(object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: WriteText(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case long number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case BigInteger number: json.WriteRawValue(PyText.Str(number)); break;
            case double number when double.IsFinite(number): json.WriteRawValue(PyText.Repr(number)); break;
            case double number: Marked("float", () => json.WriteStringValue(PyText.Str(number))); break;
            case TemplateText template: json.WriteStringValue(template.Source); break;
            case VaultedText vaulted: Marked("vault", () => json.WriteStringValue(vaulted.Envelope)); break;
            case PyList list: WriteItems(list.Items); break;
            case PyDict dict: WriteDict(dict); break;
            default: WriteOther(value); break;
        }
    }

    private void WriteOther(object value)
    {
        switch (value)
        {
            case Undefined undefined: Marked("undefined", () => WriteUndefined(undefined)); break;
            case PyTuple tuple: Marked("tuple", () => WriteItems(tuple)); break;
            case PySet set: Marked("set", () => WriteItems(set)); break;
            case PyBytes bytes: Marked("bytes", () => json.WriteBase64StringValue(bytes.Span)); break;
            case PyRange range: Marked("range", () => WriteItems([range.Start, range.Stop, range.Step])); break;
            case Markup markup: Marked("markup", () => json.WriteStringValue(markup.Text)); break;
            case DateOnly: Marked("date", () => json.WriteStringValue(PyText.Str(value))); break;
            case TimeOnly: Marked("time", () => json.WriteStringValue(PyText.Str(value))); break;
            case DateTime or DateTimeOffset: Marked("datetime", () => json.WriteStringValue(PyText.Str(value))); break;
            case TimeSpan span: Marked("timedelta", () => WriteItems([0L, 0L, span.Ticks / TimeSpan.TicksPerMicrosecond])); break;
            case IPyMapping mapping: Marked("map", () => json.WriteNumberValue(call.Keep(mapping))); break;
            case IEnumerable<object?> items: WriteItems(items); break;
            default: throw new PythonFault("TypeError", "python", $"a value of the type {PyTypes.NameOf(value)} cannot be given to a plugin in Python");
        }
    }

    private void WriteText(string text)
    {
        if (TemplateText.IsTemplate(text) && !call.IsWritten(text)) Marked("unsafe", () => json.WriteStringValue(text));
        else json.WriteStringValue(text);
    }

    private void WriteItems(IEnumerable<object?> items)
    {
        json.WriteStartArray();
        foreach (var item in items) Write(item);
        json.WriteEndArray();
    }

    private void WriteDict(PyDict dict)
    {
        if (dict.Keys.Any(k => k is not string or ValueMarks.Mark))
        {
            Marked("dict", () => WriteItems(dict.Entries.Select(e => new PyList([e.Key, e.Value]))));
            return;
        }
        json.WriteStartObject();
        foreach (var (key, value) in dict.Entries)
        {
            json.WritePropertyName(PyText.Str(key));
            Write(value);
        }
        json.WriteEndObject();
    }

    private void WriteUndefined(Undefined undefined)
    {
        json.WriteStartArray();
        var isVariable = undefined.Hint is null && ReferenceEquals(undefined.Owner, Undefined.NoOwner);
        json.WriteStringValue(isVariable ? null : undefined.Message);
        json.WriteStringValue(undefined.Name as string);
        json.WriteEndArray();
    }

    private void Marked(string kind, Action content)
    {
        json.WriteStartObject();
        json.WriteString(ValueMarks.Mark, kind);
        json.WritePropertyName(ValueMarks.Content);
        content();
        json.WriteEndObject();
    }
}
