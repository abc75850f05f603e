using System.Globalization;
using System.Xml;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

internal enum JunitStatus { Passed, Failed, Skipped, Included }

/// <summary>One task on one host in a JUnit report.</summary>
/// <param name="Name">With the host and the play before it.</param>
/// <param name="Class">The place of the task.</param>
/// <param name="Time">From the task's start.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Shown">Its values, with secrets taken out.</param>
/// <param name="Text">What is shown of it.</param>
internal sealed record JunitCase(string Name, string Class, TimeSpan Time, JunitStatus Status, PyDict Shown, string Text)
{
    private string? Exception => Status == JunitStatus.Failed ? ResultValues.Text(Shown, "exception") : null;

    public bool IsFailure => Status == JunitStatus.Failed && Exception is null;

    public bool IsError => Exception is not null;

    public bool IsSkipped => Status == JunitStatus.Skipped;

    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", Clean(Class));
        writer.WriteAttributeString("name", Clean(Name));
        writer.WriteAttributeString("time", Seconds(Time));
        if (IsSkipped) writer.WriteElementString("skipped", Clean(ResultValues.Text(Shown, "skip_reason") ?? "skipped"));
        else if (Exception is { } exception) WriteFault(writer, "error", exception.Trim().Split('\n')[^1], exception);
        else if (IsFailure) WriteFault(writer, "failure", ResultValues.Text(Shown, "msg") ?? $"rc={(Shown.TryGet("rc", out var code) ? PyText.Str(code) : "0")}", Text);
        else writer.WriteElementString("system-out", Clean(Text));
        writer.WriteEndElement();
    }

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0######", CultureInfo.InvariantCulture);

    /// <summary>XML has no place for most control characters.</summary>
    public static string Clean(string text) => text.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)) && HasWholeSurrogates(text)
        ? text
        : string.Concat(text.EnumerateRunes().Select(r => r.Value <= char.MaxValue && !XmlConvert.IsXmlChar((char)r.Value) ? "\uFFFD" : r.ToString()));

    private static bool HasWholeSurrogates(string text) => !text.Any(char.IsSurrogate);

    private static void WriteFault(XmlWriter writer, string element, string message, string text)
    {
        writer.WriteStartElement(element);
        writer.WriteAttributeString("message", Clean(message));
        writer.WriteAttributeString("type", element);
        writer.WriteString(Clean(text));
        writer.WriteEndElement();
    }
}
