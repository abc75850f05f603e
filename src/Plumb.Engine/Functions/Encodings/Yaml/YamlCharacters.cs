using System.Text;

namespace Plumb.Engine.Functions.Encodings.Yaml;

/// <summary>The kinds of characters that decide how YAML 1.1 writes a scalar.</summary>
internal static class YamlCharacters
{
    internal static bool IsBreak(Rune c) => c.Value is '\r' or '\n' or 0x85 or 0x2028 or 0x2029;

    /// <summary>Stands in any scalar as it is. Emoji and the like do not count: they are escaped.</summary>
    internal static bool IsPrintable(Rune c) => c.Value is '\n' or (>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0xFFFD and not 0xFEFF);

    internal static string Escape(Rune c) => c.Value switch
    {
        0 => @"\0",
        '\a' => @"\a",
        '\b' => @"\b",
        '\t' => @"\t",
        '\n' => @"\n",
        '\v' => @"\v",
        '\f' => @"\f",
        '\r' => @"\r",
        0x1B => @"\e",
        '"' => "\\\"",
        '\\' => @"\\",
        0x85 => @"\N",
        0x2028 => @"\L",
        0x2029 => @"\P",
        <= 0xFF => $@"\x{c.Value:X2}",
        <= 0xFFFF => $@"\u{c.Value:X4}",
        _ => $@"\U{c.Value:X8}",
    };
}
