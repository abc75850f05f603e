using System.Text;
using Plumb.Operations.Hashing;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.KnownHosts;

/// <summary>A line of a known_hosts file: an optional marker, the hosts as a list of patterns or as a digest, the type of the key and the key. sshd(8).</summary>
internal sealed record KnownHostKey(string? Marker, string Hosts, string Type, string Key)
{
    private const string HashedPrefix = "|1|";
    private const int BlockSize = 64;

    public bool IsHashed => Hosts.StartsWith(HashedPrefix, StringComparison.Ordinal);

    /// <summary>The key of a line, or null for a comment and what is no key.</summary>
    public static KnownHostKey? Parse(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].StartsWith('#')) return null;
        var marker = words[0].StartsWith('@') ? words[0] : null;
        if (marker is not null) words = words[1..];
        return words.Length < 3 ? null : new KnownHostKey(marker, words[0], words[1], words[2]);
    }

    /// <summary>Whether the line is for a host, given in lower case.</summary>
    public bool IsFor(string host)
    {
        if (IsHashed)
        {
            var parts = Hosts.Split('|');
            return parts.Length == 4 && Decode(parts[2]) is { } salt && Decode(parts[3]) is { } hash && Hash(salt, host).AsSpan().SequenceEqual(hash);
        }
        var found = false;
        foreach (var pattern in Hosts.ToLowerInvariant().Split(','))
        {
            var isNegated = pattern.StartsWith('!');
            if (!GlobPattern.Compile(Escaped(isNegated ? pattern[1..] : pattern)).IsMatch(host)) continue;
            if (isNegated) return false;
            found = true;
        }
        return found;
    }

    /// <summary>The same key for a host that the line does not name openly.</summary>
    public KnownHostKey Hashed(string host, byte[] salt) =>
        this with { Hosts = $"{HashedPrefix}{Convert.ToBase64String(salt)}|{Convert.ToBase64String(Hash(salt, host))}" };

    // A bracket in these patterns is no class: [host]:2222 is a host with its port.
    private static string Escaped(string pattern) => pattern.Replace("[", "[[]", StringComparison.Ordinal);

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }

    // HMAC-SHA1, RFC 2104.
    private static byte[] Hash(byte[] key, string host)
    {
        var padded = new byte[BlockSize];
        (key.Length > BlockSize ? Convert.FromHexString(ContentDigest.Hex("sha1", key)) : key).CopyTo(padded, 0);
        byte[] inner = [.. padded.Select(b => (byte)(b ^ 0x36)), .. Encoding.UTF8.GetBytes(host)];
        byte[] outer = [.. padded.Select(b => (byte)(b ^ 0x5c)), .. Convert.FromHexString(ContentDigest.Hex("sha1", inner))];
        return Convert.FromHexString(ContentDigest.Hex("sha1", outer));
    }
}
