using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>
/// One part of a provider's address, or a local name of one: letters, digits and single dashes inside, in lower case;
/// internationalised names are normalised as host names are.
/// </summary>
internal static class ProviderPart
{
    private const int MaxLength = 255;

    internal static bool TryNormalize(string given, [NotNullWhen(true)] out string? normal, [NotNullWhen(false)] out string? reason)
    {
        normal = null;
        reason = Fault(given);
        if (reason is not null) return false;
        if (given.All(char.IsAscii))
        {
            normal = given.ToLowerInvariant();
            return true;
        }
        try
        {
            normal = new IdnMapping { UseStd3AsciiRules = true }.GetUnicode(given.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            reason = "must contain only letters, digits, and dashes, and may not use leading or trailing dashes";
            return false;
        }
        return true;
    }

    private static string? Fault(string given)
    {
        if (given.Length == 0) return "must have at least one character";
        if (given.Length > MaxLength) return "is too long";
        if (given[0] == '-' || given[^1] == '-' || given.Any(c => !char.IsLetterOrDigit(c) && c != '-'))
            return "must contain only letters, digits, and dashes, and may not use leading or trailing dashes";
        // Punycode begins with such a pair, and it is for the normalisation to make, not for people to write.
        return given.Contains("--", StringComparison.Ordinal) ? "cannot use multiple consecutive dashes" : null;
    }
}
