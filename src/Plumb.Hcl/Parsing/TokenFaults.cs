using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Hcl.Parsing;

/// <summary>
/// Reports tokens that are never valid with what to write instead. The same mistake made again and again is told a few
/// times only, and of a pair of wrong quotes only the first.
/// </summary>
internal static class TokenFaults
{
    private const int MaxBitwise = 4;

    /// <summary>Of a file that is no configuration at all, nobody reads more.</summary>
    private const int MaxFaults = 1000;

    public static void Report(TokenStream tokens, string text, Func<Token, SourceSpan> spanOf, DiagnosticBag diagnostics)
    {
        if (!tokens.HasFaults) return;
        int bitwise = 0, apostrophes = 0, backticks = 0, semicolons = 0, encodings = 0;
        var told = 0;
        foreach (var token in tokens.Items)
        {
            if (told == MaxFaults) return;
            var tell = token.Kind switch
            {
                < TokenKind.Ampersand => false,
                TokenKind.Ampersand or TokenKind.Pipe or TokenKind.Tilde or TokenKind.Caret => bitwise++ < MaxBitwise,
                TokenKind.Apostrophe => IsFirstOfPair(ref apostrophes),
                TokenKind.Backtick => IsFirstOfPair(ref backticks),
                TokenKind.Semicolon => semicolons++ == 0,
                TokenKind.BadEncoding => encodings++ == 0,
                _ => true,
            };
            if (!tell) continue;
            told++;
            diagnostics.Add(Describe(token, text, spanOf(token)));
        }
    }

    /// <summary>After the second pair every one is told: by then they are no pairs.</summary>
    private static bool IsFirstOfPair(ref int told)
    {
        var first = told % 2 == 0;
        if (told <= 2) told++;
        return first;
    }

    private static Diagnostic Describe(Token token, string text, SourceSpan span) => token.Kind switch
    {
        TokenKind.Ampersand => Bitwise(span, "For the boolean AND write \"&&\"."),
        TokenKind.Pipe => Bitwise(span, "For the boolean OR write \"||\"."),
        TokenKind.Tilde => Bitwise(span, "For the boolean NOT write \"!\"."),
        TokenKind.Caret => Bitwise(span, null),
        TokenKind.Apostrophe => Character(span, "Strings are not written in single quotes.", "Enclose the string in double quotes (\")."),
        TokenKind.Backtick => Character(span, "Strings are not written in backticks.", "For a string of several lines use a heredoc, which begins with <<EOT."),
        TokenKind.Semicolon => Character(span, "A semicolon separates nothing here.", "Put each argument and block on a line of its own, and commas between the elements of a collection."),
        TokenKind.QuotedNewline => new Diagnostic(HclRules.MultiLineString, span, "A string in quotes must end on the line on which it begins.")
        {
            Help = "Write \\n for a line break within the string, or use a heredoc, which begins with <<EOT.",
        },
        TokenKind.BadEncoding => new Diagnostic(HclRules.InvalidEncoding, span, "The file is not valid UTF-8 at this place.")
        {
            Help = "Save the file with UTF-8 as its encoding.",
        },
        _ when text.AsSpan(token.Start, token.Length) is "\u201C" or "\u201D" => Character(
            span,
            "Typographic (\"curly\") quotes do not enclose strings. Word processors and chat programs like to put them in.",
            "Replace them by straight double quotes (\")."),
        _ => Character(span, "This character means nothing in the language.", null),
    };

    private static Diagnostic Bitwise(SourceSpan span, string? help) =>
        new(HclRules.UnsupportedOperator, span, "There are no bitwise operators.") { Help = help };

    private static Diagnostic Character(SourceSpan span, string detail, string? help) =>
        new(HclRules.InvalidCharacter, span, detail) { Help = help };
}
