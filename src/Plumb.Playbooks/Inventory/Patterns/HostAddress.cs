using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Inventory.Patterns;

/// <summary>A host's name or address with a port, as inventories write it: "name", "name:22", "[::1]:22", each possibly with ranges such as [1:3].</summary>
public sealed partial record HostAddress(string Name, int? Port)
{
    private const string NumericRange = @"\[[0-9]+:[0-9]+(?::[0-9]+)?\]";
    private const string HexadecimalRange = @"\[[0-9a-f]+:[0-9a-f]+(?::[0-9]+)?\]";
    private const string AlphanumericRange = @"\[(?:[a-z]:[a-z]|[0-9]+:[0-9]+)(?::[0-9]+)?\]";
    private const string Label = $@"(?:\w|{AlphanumericRange})(?:[\w-]|{AlphanumericRange})*(?<![_-])";
    private const string Byte = $"(?:[01]?[0-9]{{1,2}}|2[0-4][0-9]|25[0-5]|{NumericRange})";
    private const string Word = $"(?:[0-9a-f]{{1,4}}|{HexadecimalRange})";

    /// <summary>Null where the text is no name or address.</summary>
    public static HostAddress? Parse(string text)
    {
        int? port = null;
        foreach (var pattern in new[] { BracketedWithPort(), WithPort() })
        {
            var match = pattern.Match(text);
            if (!match.Success) continue;
            if (!int.TryParse(match.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            (text, port) = (match.Groups["host"].Value, number);
        }
        return IsVersion4().IsMatch(text) || IsVersion6().IsMatch(text) || IsHostName().IsMatch(text) ? new HostAddress(text, port) : null;
    }

    [GeneratedRegex(@"^\[(?<host>.+)\]:(?<port>[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex BracketedWithPort();

    [GeneratedRegex(@"^(?<host>(?:[^:\[\]]|\[[^\]]*\])*):(?<port>[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex WithPort();

    [GeneratedRegex($@"^(?:{Byte}\.){{3}}{Byte}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsVersion4();

    [GeneratedRegex($@"^(?:(?:{Word}:){{7}}{Word}|(?:{Word}:){{1,6}}:|(?:{Word}:)(?::{Word}){{1,6}}|(?:{Word}:){{2}}(?::{Word}){{1,5}}|(?:{Word}:){{3}}(?::{Word}){{1,4}}|(?:{Word}:){{4}}(?::{Word}){{1,3}}|(?:{Word}:){{5}}(?::{Word}){{1,2}}|(?:{Word}:){{6}}(?::{Word})|:(?::{Word}){{1,6}}|{Word}?::|(?:0:){{6}}(?:{Byte}\.){{3}}{Byte}|::(?:ffff:)?(?:{Byte}\.){{3}}{Byte}|(?:0:){{5}}ffff:(?:{Byte}\.){{3}}{Byte})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsVersion6();

    [GeneratedRegex($@"^{Label}(?:\.{Label})*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsHostName();
}
