using System.Diagnostics;

namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>Whether an assertion holds at a position. Words are ASCII, lines end at \n, the text ends at its very end.</summary>
internal static class TextAssertions
{
    internal static bool Holds(RegexAssertion assertion, string text, int at) => assertion switch
    {
        RegexAssertion.BeginText => at == 0,
        RegexAssertion.EndText => at == text.Length,
        RegexAssertion.BeginLine => at == 0 || text[at - 1] == '\n',
        RegexAssertion.EndLine => at == text.Length || text[at] == '\n',
        RegexAssertion.WordBoundary => IsWord(text, at - 1) != IsWord(text, at),
        RegexAssertion.NotWordBoundary => IsWord(text, at - 1) == IsWord(text, at),
        _ => throw new UnreachableException(),
    };

    private static bool IsWord(string text, int at) =>
        at >= 0 && at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');
}
