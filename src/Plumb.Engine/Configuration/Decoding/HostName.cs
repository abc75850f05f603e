using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Host names of registries, with an optional port, in the form used to compare them: lower case, not punycode, without the default port.</summary>
public static class HostName
{
    private const int MaxLength = 255;
    private const string DefaultPort = ":443";

    public static bool TryNormalize(string given, [NotNullWhen(true)] out string? host)
    {
        host = null;
        var colon = given.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? given : given[..colon];
        var port = colon < 0 ? "" : given[colon..];
        if (port.Length > 0 && !ushort.TryParse(port.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _)) return false;
        if (port == DefaultPort) port = "";
        if (name.Length is 0 or > MaxLength || name.Split('.').Any(label => !IsLabel(label))) return false;
        if (name.All(char.IsAscii) && !name.Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            host = name.ToLowerInvariant() + port;
            return true;
        }
        try
        {
            var idn = new IdnMapping { UseStd3AsciiRules = true };
            host = idn.GetUnicode(idn.GetAscii(name.ToLowerInvariant())) + port;
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and < 64 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-');
}
