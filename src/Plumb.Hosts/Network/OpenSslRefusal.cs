using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Hosts.Linux;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Network;

/// <summary>Why <c>openssl s_client</c> has ended without a connection, as the failure that a program speaking TLS itself would meet.</summary>
internal static partial class OpenSslRefusal
{
    public static HostException Read(string said, string target)
    {
        if (Untrusted().Match(said) is { Success: true } untrusted) return SocketFailure.Tls(target, $"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {untrusted.Groups[1].Value.Trim()}");
        if (said.Contains("Temporary failure in name resolution", StringComparison.Ordinal)) return new HostException("EAI_AGAIN", -3, target, "Temporary failure in name resolution");
        if (said.Contains("Name or service not known", StringComparison.Ordinal)) return SocketFailure.UnknownName(target);
        if (OfSystem().Match(said) is { Success: true } system) return SystemError.Of(int.Parse(system.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture), target);
        var line = said.Split('\n').FirstOrDefault(l => l.Contains(":error:", StringComparison.Ordinal) || l.Contains("errno", StringComparison.Ordinal));
        return SocketFailure.Tls(target, (line ?? said).Trim());
    }

    [GeneratedRegex("verify error:num=[0-9]+:(.*)", RegexOptions.CultureInvariant)]
    private static partial Regex Untrusted();

    /// <summary>Errors of the system have the highest bit set and their number below.</summary>
    [GeneratedRegex("error:80([0-9A-Fa-f]{6}):system library:", RegexOptions.CultureInvariant)]
    private static partial Regex OfSystem();
}
