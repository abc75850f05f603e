using System.Globalization;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Strings;

/// <summary>What counts characters as people do, by grapheme clusters: <c>strrev</c> and <c>substr</c>.</summary>
internal static class GraphemeFunctions
{
    internal static Function CreateStrRev() => TextFunction.Create("strrev", "Reverses the characters of the text; a letter with its accents, or an emoji, is one character.", Reverse);

    internal static Function CreateSubstr() => new()
    {
        Name = "substr",
        Description = "Takes a part out of the text by where it begins and how long it is, in characters.",
        Parameters =
        [
            new Parameter("str", DataType.String) { Description = "The text to take from.", AllowDynamic = true },
            new Parameter("offset", DataType.Number) { Description = "How many characters to leave out first; less than 0 counts from the end.", AllowDynamic = true },
            new Parameter("length", DataType.Number) { Description = "How many characters to take at most; less than 0 takes all that is left.", AllowDynamic = true },
        ],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Substr,
    };

    private static string Reverse(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var at = 0; at < source.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(source, at);
            source.AsSpan(at, length).CopyTo(target[(source.Length - at - length)..]);
            at += length;
        }
    });

    private static Value Substr(FunctionCall call)
    {
        if (!call.TryWholeNumberAt(1, out var offset, out var problem)) return call.Fail($"the offset {problem}");
        if (!call.TryWholeNumberAt(2, out var length, out problem)) return call.Fail($"the length {problem}");
        ReadOnlySpan<char> text = call.TextAt(0);
        if (offset < 0) offset += Count(text);
        // With an offset from the end the peer takes a length of zero for no limit; what relies on it must go on working.
        else if (length == 0) return Value.EmptyString;
        var rest = text[Skip(text, offset)..];
        return Value.String(rest[..(length <= 0 ? rest.Length : Skip(rest, length))].ToString());
    }

    private static long Count(ReadOnlySpan<char> text)
    {
        var count = 0L;
        for (; !text.IsEmpty; count++) text = text[StringInfo.GetNextTextElementLength(text)..];
        return count;
    }

    /// <summary>The length in UTF-16 of the first so many characters, or of all that there are.</summary>
    private static int Skip(ReadOnlySpan<char> text, long characters)
    {
        var at = 0;
        for (; characters > 0 && at < text.Length; characters--) at += StringInfo.GetNextTextElementLength(text[at..]);
        return at;
    }
}
