using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Provider.Postgresql.Roles;

/// <summary>
/// Tells whether a password is the one that the server has, of which it keeps only a hash: md5 of password and role, or
/// the keys of SCRAM-SHA-256 (RFC 5803: <c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>).
/// </summary>
internal static class StoredPassword
{
    private const string Scram = "SCRAM-SHA-256$";
    private const int MostIterations = 1_000_000;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static bool Matches(string kept, string password, string role)
    {
        if (kept == password) return true;
        if (IsHash(password)) return false;
        if (kept.StartsWith("md5", StringComparison.Ordinal)) return kept == Md5(password, role);
        if (kept.StartsWith(Scram, StringComparison.Ordinal)) return MatchesScram(kept, password);
        // Nothing is kept. A form that is not known here cannot be compared, and is left alone.
        return kept.Length > 0;
    }

    /// <summary>The server takes a password that looks like a hash for one.</summary>
    private static bool IsHash(string password) =>
        password.StartsWith(Scram, StringComparison.Ordinal) || (password.Length == 35 && password.StartsWith("md5", StringComparison.Ordinal) && !password.AsSpan(3).ContainsAnyExcept(HexDigits));

    private static string Md5(string password, string role)
    {
#pragma warning disable CA5351 // it is how the server keeps passwords, not a choice
        return "md5" + Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password + role)));
#pragma warning restore CA5351
    }

    private static bool MatchesScram(string kept, string password)
    {
        var parts = kept[Scram.Length..].Split(':', '$');
        // Other than ASCII is normalized before it is hashed, by tables that are not here: such passwords are taken as they are.
        if (parts.Length != 4 || !Ascii.IsValid(password)) return true;
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < 1 or > MostIterations) return true;
        var salt = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], salt, out var length)) return true;
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt.AsSpan(0, length), iterations, HashAlgorithmName.SHA256, 32);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        return Convert.ToBase64String(storedKey) == parts[2];
    }
}
