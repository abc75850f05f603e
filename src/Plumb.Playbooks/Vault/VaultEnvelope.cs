using System.Text;

namespace Plumb.Playbooks.Vault;

/// <summary>
/// Encrypted text as it is kept in files: a header, then salt, checksum and content as hexadecimal digits of hexadecimal digits, 80 a
/// line. Formats 1.1, and 1.2 with a label (Ansible's documentation, "Format of files encrypted with Ansible Vault").
/// </summary>
internal sealed record VaultEnvelope(string? Label, byte[] Salt, byte[] Checksum, byte[] Content)
{
    public const string Header = "$ANSIBLE_VAULT";
    private const int LineLength = 80;
    private const string Cipher = "AES256";

    /// <summary>Whether text is a vault at all: the format is ASCII from end to end.</summary>
    public static bool IsEncrypted(ReadOnlySpan<char> text) => text.StartsWith(Header, StringComparison.Ordinal) && Ascii.IsValid(text);

    public static bool IsEncrypted(ReadOnlySpan<byte> bytes) => bytes.StartsWith("$ANSIBLE_VAULT"u8) && Ascii.IsValid(bytes);

    public static VaultEnvelope Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var header = lines[0].Trim().Split(';');
        if (header.Length < 3) throw Fault("Vault envelope format error: the header has no version and cipher");
        var cipher = header[2].Trim();
        if (cipher != Cipher) throw new VaultException($"{cipher} cipher could not be found");
        var parts = Encoding.Latin1.GetString(FromHex(string.Concat(lines.Skip(1)))).Split('\n', 3);
        if (parts.Length != 3) throw Fault($"Vault vaulttext format error: not enough values to unpack (expected 3, got {parts.Length})");
        var checksum = IsHex(parts[1]) ? FromHex(parts[1]) : throw Fault("Vault format unhexlify error: Non-hexadecimal digit found");
        return new VaultEnvelope(header.Length > 3 ? header[3].Trim() : null, FromHex(parts[0]), checksum, FromHex(parts[2]));
    }

    /// <summary>With the header of format 1.2 only where there is a label other than the default.</summary>
    public string Write()
    {
        var inner = $"{Convert.ToHexStringLower(Salt)}\n{Convert.ToHexStringLower(Checksum)}\n{Convert.ToHexStringLower(Content)}";
        var digits = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(inner));
        var text = new StringBuilder(Header, digits.Length + digits.Length / LineLength + 64);
        text.Append(Label is null or "" or VaultSecrets.DefaultId ? $";1.1;{Cipher}\n" : $";1.2;{Cipher};{Label}\n");
        for (var at = 0; at < digits.Length; at += LineLength) text.Append(digits, at, Math.Min(LineLength, digits.Length - at)).Append('\n');
        return text.ToString();
    }

    private static byte[] FromHex(string digits)
    {
        if (digits.Length % 2 != 0) throw Fault("Vault format unhexlify error: Odd-length string");
        return IsHex(digits) ? Convert.FromHexString(digits) : throw Fault("Vault format unhexlify error: Non-hexadecimal digit found");
    }

    private static bool IsHex(string digits) => digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit);

    private static VaultException Fault(string message) => new(message) { IsFormatFault = true };
}
