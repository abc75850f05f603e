using System.Security.Cryptography;
using Plumb.Packages;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// Checks a downloaded file against <c>?checksum=</c>: <c>type:hex</c>, the hex alone, or <c>file:url</c> for a list of sums.
/// </summary>
internal static class Checksum
{
    internal static async Task VerifyAsync(string file, string? wanted, Func<Uri, Task<string>>? download, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(wanted)) return;
        if (wanted.StartsWith("file:", StringComparison.Ordinal)) wanted = await ReadListAsync(wanted["file:".Length..], file, download, cancellation).ConfigureAwait(false);
        var colon = wanted.IndexOf(':', StringComparison.Ordinal);
        var hex = colon < 0 ? wanted : wanted[(colon + 1)..];
        var algorithm = Algorithm(colon < 0 ? "" : wanted[..colon], hex);
        byte[] expected;
        try
        {
            expected = Convert.FromHexString(hex);
        }
        catch (FormatException e)
        {
            throw new FetchException($"the checksum \"{hex}\" is not hexadecimal.", e);
        }
        await using var stream = File.OpenRead(file);
        var actual = await HashAsync(algorithm, stream, cancellation).ConfigureAwait(false);
        if (!CryptographicOperations.FixedTimeEquals(actual, expected))
            throw new FetchException($"the checksum does not match: {Convert.ToHexStringLower(expected)} is asked for, and the file has {Convert.ToHexStringLower(actual)}.");
    }

    private static HashAlgorithmName Algorithm(string type, string hex) => (type, hex.Length) switch
    {
        ("md5", _) or ("", 32) => HashAlgorithmName.MD5,
        ("sha1", _) or ("", 40) => HashAlgorithmName.SHA1,
        ("sha256", _) or ("", 64) => HashAlgorithmName.SHA256,
        ("sha512", _) or ("", 128) => HashAlgorithmName.SHA512,
        _ => throw new FetchException($"there is no kind of checksum \"{type}\" with {hex.Length} digits; known are md5, sha1, sha256 and sha512."),
    };

    private static async Task<byte[]> HashAsync(HashAlgorithmName algorithm, Stream stream, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0) hash.AppendData(buffer.AsSpan(0, read));
        return hash.GetHashAndReset();
    }

    /// <summary>The line of the list that names the file, or the only one; lines are <c>hex  name</c> or <c>TYPE (name) = hex</c>.</summary>
    private static async Task<string> ReadListAsync(string location, string file, Func<Uri, Task<string>>? download, CancellationToken cancellation)
    {
        var text = Uri.TryCreate(location, UriKind.Absolute, out var uri) && !uri.IsFile
            ? await (download ?? throw new FetchException("a list of checksums can be had over HTTP only for packages that come so.")).Invoke(uri).ConfigureAwait(false)
            : await File.ReadAllTextAsync(uri?.LocalPath ?? location, cancellation).ConfigureAwait(false);
        var name = Path.GetFileName(file);
        string? only = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (sum, of) = ReadLine(line);
            if (of == name) return sum;
            only = only is null ? sum : "";
        }
        return string.IsNullOrEmpty(only) ? throw new FetchException($"the list of checksums does not name {name}.") : only;
    }

    private static (string Sum, string File) ReadLine(string line)
    {
        var equals = line.LastIndexOf(" = ", StringComparison.Ordinal);
        if (equals > 0)
        {
            var open = line.IndexOf('(', StringComparison.Ordinal);
            var close = line.LastIndexOf(')');
            return open > 0 && close > open
                ? (line[..open].Trim().ToLowerInvariant() + ":" + line[(equals + 3)..].Trim(), Path.GetFileName(line[(open + 1)..close]))
                : (line[(equals + 3)..].Trim(), "");
        }
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line, "") : (line[..space], Path.GetFileName(line[space..].Trim(' ', '*')));
    }
}
