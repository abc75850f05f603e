using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Plumb.Plugins.Protocol;

/// <summary>
/// The line by which a plugin says where it listens: <c>1|6|unix|/tmp/plugin123|grpc|CERTIFICATE</c>, with the
/// certificate empty or missing where TLS is off, and <c>|true</c> after it from plugins that multiplex.
/// </summary>
public sealed record HandshakeLine(int ProtocolVersion, string Network, string Address, ReadOnlyMemory<byte> Certificate)
{
    /// <summary>More than this without an end of line is not a handshake.</summary>
    public const int MaximumLength = 64 * 1024;

    public static bool TryParse(string text, [NotNullWhen(true)] out HandshakeLine? line, [NotNullWhen(false)] out string? fault)
    {
        line = null;
        fault = null;
        var parts = text.Trim().Split('|');
        if (parts.Length < 4) fault = "it is not of the form core|protocol|network|address|kind";
        else if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var core) || core != Handshake.CoreVersion)
            fault = $"its handshake is of version {parts[0]}, and {Handshake.CoreVersion} is understood";
        else if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) fault = $"the protocol version \"{parts[1]}\" is not a number";
        else if (parts[2] is not ("unix" or "tcp")) fault = $"it listens on a network of kind \"{parts[2]}\"; unix and tcp are understood";
        else if (parts.Length < 5 || parts[4] != "grpc") fault = $"it speaks \"{(parts.Length < 5 ? "netrpc" : parts[4])}\", and grpc is understood";
        else if (!TryReadCertificate(parts.Length > 5 ? parts[5] : "", out var certificate)) fault = "its certificate is not Base64";
        else line = new HandshakeLine(version, parts[2], parts[3], certificate);
        return line is not null;
    }

    /// <param name="multiplexAnswer">Whether the host asked if connections are multiplexed, which ours are not.</param>
    public string ToText(bool multiplexAnswer)
    {
        var certificate = Convert.ToBase64String(Certificate.Span).TrimEnd('=');
        var text = string.Create(CultureInfo.InvariantCulture, $"{Handshake.CoreVersion}|{ProtocolVersion}|{Network}|{Address}|grpc|{certificate}");
        return multiplexAnswer ? text + "|false" : text;
    }

    /// <summary>Written without the padding; with it is understood too.</summary>
    private static bool TryReadCertificate(string text, out ReadOnlyMemory<byte> certificate)
    {
        var bare = text.TrimEnd('=');
        var buffer = new byte[bare.Length];
        var read = Convert.TryFromBase64String(bare.PadRight((bare.Length + 3) / 4 * 4, '='), buffer, out var length);
        certificate = buffer.AsMemory(0, read ? length : 0);
        return read;
    }
}
