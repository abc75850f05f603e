using System.Globalization;
using System.Text;

namespace Plumb.Jinja.Parsing;

/// <summary>The escapes of Python's text literals. Unknown escapes stay as they are.</summary>
internal static class StringLiteral
{
    /// <param name="areBytes">Whether the escapes that name characters stay as they are, too.</param>
    public static bool TryUnescape(string text, bool areBytes, out string value, out string fault)
    {
        (value, fault) = (text, "");
        if (!text.Contains('\\')) return true;
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '\\') output.Append(text[i++]);
            else if (i + 1 == text.Length) return Fails("\\ at end of string", out fault);
            else if (!Escape(text, areBytes, ref i, output, out fault)) return false;
        }
        value = output.ToString();
        return true;
    }

    /// <summary>Appends what an escape stands for, and goes behind it.</summary>
    private static bool Escape(string text, bool areBytes, ref int i, StringBuilder output, out string fault)
    {
        fault = "";
        var c = text[i + 1];
        i += 2;
        if (Simple.IndexOf(c) is >= 0 and var known)
        {
            output.Append(Meaning[known]);
            return true;
        }
        switch (c)
        {
            case 'u' or 'U' or 'N' when areBytes: output.Append('\\').Append(c); return true;
            case '\n': return true;
            case >= '0' and <= '7': AppendOctal(text, ref i, c, output); return true;
            case 'x': return AppendHex(text, ref i, 2, "truncated \\xXX escape", output, out fault);
            case 'u': return AppendHex(text, ref i, 4, "truncated \\uXXXX escape", output, out fault);
            case 'U': return AppendHex(text, ref i, 8, "truncated \\UXXXXXXXX escape", output, out fault);
            case 'N': return Fails("characters by name (\\N{...}) are not known", out fault);
            default: output.Append('\\').Append(c); return true;
        }
    }

    private const string Simple = "\\'\"abfnrtv";
    private const string Meaning = "\\'\"\a\b\f\n\r\t\v";

    private static void AppendOctal(string text, ref int i, char first, StringBuilder output)
    {
        var code = first - '0';
        for (var count = 1; count < 3 && i < text.Length && text[i] is >= '0' and <= '7'; count++) code = code * 8 + (text[i++] - '0');
        output.Append((char)code);
    }

    private static bool AppendHex(string text, ref int i, int digits, string truncated, StringBuilder output, out string fault)
    {
        fault = "";
        if (i + digits > text.Length || !int.TryParse(text.AsSpan(i, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return Fails(truncated, out fault);
        if (code is < 0 or > 0x10FFFF) return Fails("illegal Unicode character", out fault);
        i += digits;
        if (Rune.IsValid(code)) output.Append(new Rune(code).ToString());
        else output.Append((char)code);
        return true;
    }

    private static bool Fails(string message, out string fault)
    {
        fault = message;
        return false;
    }
}
