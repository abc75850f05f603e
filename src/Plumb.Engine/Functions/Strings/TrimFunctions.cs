using System.Text;
using Plumb.Core.Functions;
using Plumb.Core.Types;

namespace Plumb.Engine.Functions.Strings;

/// <summary>What takes text off the ends: <c>chomp</c>, <c>trim</c>, <c>trimprefix</c>, <c>trimspace</c>, <c>trimsuffix</c>.</summary>
internal static class TrimFunctions
{
    internal static Function CreateChomp() =>
        TextFunction.Create("chomp", "Removes all line ends from the end of the text.", static text => text.TrimEnd('\r', '\n'));

    internal static Function CreateTrim() => TextFunction.Create(
        "trim",
        "Removes the given characters from both ends of the text.",
        new Parameter("cutset", DataType.String) { Description = "The characters to remove; their order does not matter." },
        Trim);

    internal static Function CreateTrimSpace() =>
        TextFunction.Create("trimspace", "Removes all kinds of white space, line ends included, from both ends of the text.", static text => text.Trim());

    internal static Function CreateTrimPrefix() => TextFunction.Create(
        "trimprefix",
        "Removes the prefix where the text begins with it; else the text stays as it is.",
        new Parameter("prefix", DataType.String) { Description = "The text to remove once." },
        static (text, prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text);

    internal static Function CreateTrimSuffix() => TextFunction.Create(
        "trimsuffix",
        "Removes the suffix where the text ends with it; else the text stays as it is.",
        new Parameter("suffix", DataType.String) { Description = "The text to remove once." },
        static (text, suffix) => text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text);

    /// <summary>By code points: a letter and a mark combined with it count as two.</summary>
    private static string Trim(string text, string cutset)
    {
        var cut = cutset.EnumerateRunes().ToHashSet();
        var (start, end) = (0, text.Length);
        while (start < end && Rune.DecodeFromUtf16(text.AsSpan(start, end - start), out var rune, out var width) == default && cut.Contains(rune)) start += width;
        while (start < end && Rune.DecodeLastFromUtf16(text.AsSpan(start, end - start), out var rune, out var width) == default && cut.Contains(rune)) end -= width;
        return text[start..end];
    }
}
