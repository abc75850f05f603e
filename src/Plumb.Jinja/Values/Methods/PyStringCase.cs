using System.Collections.Frozen;
using System.Text;

namespace Plumb.Jinja.Values.Methods;

/// <summary>Upper and lower case by Unicode's full mapping, in which one character may become several.</summary>
internal static class PyStringCase
{
    /// <summary>The characters whose upper case is several characters.</summary>
    private const string Several =
        "ß=SS ŉ=ʼN ǰ=J\u030c ΐ=Ι\u0308\u0301 ΰ=Υ\u0308\u0301 և=ԵՒ ẖ=H\u0331 ẗ=T\u0308 ẘ=W\u030a ẙ=Y\u030a ẚ=Aʾ "
        + "ὐ=Υ\u0313 ὒ=Υ\u0313\u0300 ὔ=Υ\u0313\u0301 ὖ=Υ\u0313\u0342 ᾀ=ἈΙ ᾁ=ἉΙ ᾂ=ἊΙ ᾃ=ἋΙ ᾄ=ἌΙ ᾅ=ἍΙ ᾆ=ἎΙ ᾇ=ἏΙ ᾈ=ἈΙ ᾉ=ἉΙ "
        + "ᾊ=ἊΙ ᾋ=ἋΙ ᾌ=ἌΙ ᾍ=ἍΙ ᾎ=ἎΙ ᾏ=ἏΙ ᾐ=ἨΙ ᾑ=ἩΙ ᾒ=ἪΙ ᾓ=ἫΙ ᾔ=ἬΙ ᾕ=ἭΙ ᾖ=ἮΙ ᾗ=ἯΙ ᾘ=ἨΙ ᾙ=ἩΙ ᾚ=ἪΙ ᾛ=ἫΙ ᾜ=ἬΙ ᾝ=ἭΙ ᾞ=ἮΙ ᾟ=ἯΙ "
        + "ᾠ=ὨΙ ᾡ=ὩΙ ᾢ=ὪΙ ᾣ=ὫΙ ᾤ=ὬΙ ᾥ=ὭΙ ᾦ=ὮΙ ᾧ=ὯΙ ᾨ=ὨΙ ᾩ=ὩΙ ᾪ=ὪΙ ᾫ=ὫΙ ᾬ=ὬΙ ᾭ=ὭΙ ᾮ=ὮΙ ᾯ=ὯΙ ᾲ=ᾺΙ ᾳ=ΑΙ ᾴ=ΆΙ ᾶ=Α\u0342 "
        + "ᾷ=Α\u0342Ι ᾼ=ΑΙ ῂ=ῊΙ ῃ=ΗΙ ῄ=ΉΙ ῆ=Η\u0342 ῇ=Η\u0342Ι ῌ=ΗΙ ῒ=Ι\u0308\u0300 ΐ=Ι\u0308\u0301 ῖ=Ι\u0342 "
        + "ῗ=Ι\u0308\u0342 ῢ=Υ\u0308\u0300 ΰ=Υ\u0308\u0301 ῤ=Ρ\u0313 ῦ=Υ\u0342 ῧ=Υ\u0308\u0342 ῲ=ῺΙ ῳ=ΩΙ ῴ=ΏΙ ῶ=Ω\u0342 "
        + "ῷ=Ω\u0342Ι ῼ=ΩΙ ﬀ=FF ﬁ=FI ﬂ=FL ﬃ=FFI ﬄ=FFL ﬅ=ST ﬆ=ST ﬓ=ՄՆ ﬔ=ՄԵ ﬕ=ՄԻ ﬖ=ՎՆ ﬗ=ՄԽ";

    private static readonly FrozenDictionary<char, string> Expanding = Several.Split(' ').ToFrozenDictionary(pair => pair[0], pair => pair[2..]);

    public static string Upper(string text)
    {
        return System.Text.Ascii.IsValid(text) ? text.ToUpperInvariant() : Map(text, UpperOf);
    }

    public static string Lower(string text)
    {
        if (System.Text.Ascii.IsValid(text)) return text.ToLowerInvariant();
        var lower = text.Contains('\u0130') ? text.Replace("\u0130", "i\u0307", StringComparison.Ordinal) : text;
        return WithFinalSigma(lower.ToLowerInvariant(), lower);
    }

    /// <summary>A capital sigma at the end of a word becomes the final one.</summary>
    private static string WithFinalSigma(string lower, string original)
    {
        if (!original.Contains('\u03a3')) return lower;
        var output = new StringBuilder(lower);
        for (var i = 0; i < original.Length; i++)
        {
            if (original[i] == '\u03a3' && i > 0 && char.IsLetter(original[i - 1]) && (i + 1 == original.Length || !char.IsLetter(original[i + 1]))) output[i] = '\u03c2';
        }
        return output.ToString();
    }

    /// <summary>A form in which texts that differ in case alone are equal.</summary>
    public static string Fold(string text)
    {
        if (System.Text.Ascii.IsValid(text)) return text.ToLowerInvariant();
        return Map(text, rune => rune.Value == 0x3c2 ? "\u03c3" : Expanding.ContainsKey(Char(rune)) ? UpperOf(rune).ToLowerInvariant() : rune.ToString().ToLowerInvariant());
    }

    public static string Capitalize(string text)
    {
        var first = PyStrings.Offset(text, 1);
        return text.Length == 0 ? text : TitleOf(Rune.GetRuneAt(Safe(text), 0)) + Lower(text)[Lower(text[..first]).Length..];
    }

    /// <summary>Every run of letters with a capital at its start.</summary>
    public static string Title(string text)
    {
        var output = new StringBuilder(text.Length);
        var inWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isCased = PyStringKinds.IsCased(rune);
            output.Append(!isCased ? rune.ToString() : inWord ? rune.ToString().ToLowerInvariant() : TitleOf(rune));
            inWord = isCased;
        }
        return output.ToString();
    }

    public static string Swap(string text) => Map(text, rune => Rune.IsUpper(rune) ? Lower(rune.ToString()) : UpperOf(rune));

    private static string Map(string text, Func<Rune, string> map)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) output.Append(map(rune));
        return output.ToString();
    }

    private static string UpperOf(Rune rune) => Expanding.TryGetValue(Char(rune), out var several) ? several : rune.ToString().ToUpperInvariant();

    private static string TitleOf(Rune rune)
    {
        if (!Expanding.TryGetValue(Char(rune), out var several)) return Digraph(rune) ?? rune.ToString().ToUpperInvariant();
        return char.IsUpper(several[0]) ? several[..1] + several[1..].ToLowerInvariant() : several;
    }

    /// <summary>The letters that are two, with a form that has a capital in front.</summary>
    private static string? Digraph(Rune rune) => rune.Value switch
    {
        >= 0x1c4 and <= 0x1c6 => "\u01c5",
        >= 0x1c7 and <= 0x1c9 => "\u01c8",
        >= 0x1ca and <= 0x1cc => "\u01cb",
        >= 0x1f1 and <= 0x1f3 => "\u01f2",
        _ => null,
    };

    private static char Char(Rune rune) => rune.IsBmp ? (char)rune.Value : '\0';

    private static string Safe(string text) => char.IsSurrogate(text[0]) && (text.Length == 1 || !char.IsLowSurrogate(text[1])) ? "\ufffd" : text;
}
