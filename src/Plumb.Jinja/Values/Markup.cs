using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>Text that is safe to stand in HTML as it is. Equal to a plain string of the same text.</summary>
public sealed class Markup(string text)
{
    public static readonly Markup Empty = new("");

    public string Text => text;

    public override string ToString() => text;

    /// <summary>A value as markup: markup as it is, any other text with the special characters escaped.</summary>
    public static Markup Escape(object? value) => value as Markup ?? new Markup(EscapeText(PyText.Str(value)));

    public static string EscapeText(string text)
    {
        var next = text.AsSpan().IndexOfAny(Special);
        if (next < 0) return text;
        var escaped = new StringBuilder(text.Length + 16);
        AppendEscaped(escaped, text);
        return escaped.ToString();
    }

    internal static void AppendEscaped(StringBuilder output, ReadOnlySpan<char> text)
    {
        for (var next = text.IndexOfAny(Special); next >= 0; next = text.IndexOfAny(Special))
        {
            output.Append(text[..next]).Append(text[next] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&#34;",
                _ => "&#39;",
            });
            text = text[(next + 1)..];
        }
        output.Append(text);
    }

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("&<>\"'");
}
