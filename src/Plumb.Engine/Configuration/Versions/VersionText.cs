using System.Globalization;

namespace Plumb.Engine.Configuration.Versions;

/// <summary>A version as written: how many of its numbers were given matters to <c>~&gt;</c>.</summary>
internal sealed record VersionText(long Major, long Minor, long Patch, int Written, string Prerelease, string Build)
{
    private const int MaxLength = 256;

    public SemanticVersion ToVersion() => new(Major, Minor, Patch, Prerelease, Build);

    /// <summary>Null where the text is no version: one to three numbers, then <c>-prerelease</c> (the dash may be missing before a letter) and <c>+build</c>.</summary>
    public static VersionText? Read(string text)
    {
        if (text.Length is 0 or > MaxLength) return null;
        var rest = text.AsSpan(text[0] == 'v' ? 1 : 0);
        Span<long> numbers = [0, 0, 0];
        var written = 0;
        do
        {
            if (written == numbers.Length || !TakeNumber(ref rest, out numbers[written])) return null;
            written++;
        }
        while (TakeDotBeforeDigit(ref rest));

        var build = "";
        if (rest.IndexOf('+') is >= 0 and var plus)
        {
            build = rest[(plus + 1)..].ToString();
            rest = rest[..plus];
            if (!AreIdentifiers(build)) return null;
        }
        var prerelease = "";
        if (!rest.IsEmpty)
        {
            if (rest[0] != '-' && !char.IsAsciiLetter(rest[0])) return null;
            prerelease = (rest[0] == '-' ? rest[1..] : rest).ToString();
            if (!AreIdentifiers(prerelease)) return null;
        }
        return new VersionText(numbers[0], numbers[1], numbers[2], written, prerelease, build);
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> rest, out long number)
    {
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) digits = rest.Length;
        if (!long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out number)) return false;
        rest = rest[digits..];
        return true;
    }

    private static bool TakeDotBeforeDigit(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] != '.' || !char.IsAsciiDigit(rest[1])) return false;
        rest = rest[1..];
        return true;
    }

    private static bool AreIdentifiers(string text) =>
        text.Split('.').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '~'));
}
