using System.Security.Cryptography;
using System.Text;
using Plumb.Core.Passwords;

namespace Plumb.Playbooks.Templating.Hashing;

/// <summary>Password hashes by the names that plays know: with the sizes of salts and the numbers of rounds of the peer over crypt(3).</summary>
internal static class PasswordHash
{
    /// <param name="Name">The long name.</param>
    /// <param name="SaltSize">Letters of a salt, and the most of a given one.</param>
    /// <param name="ImplicitRounds">Rounds that are not written into the hash.</param>
    /// <param name="ExactSalt">Whether a salt must have all its letters.</param>
    /// <param name="Ident">What the hash begins with, where others are allowed.</param>
    public sealed record Algorithm(string Name, int SaltSize, int? ImplicitRounds, bool ExactSalt, string? Ident);

    private static readonly Algorithm[] Algorithms =
    [
        new("md5_crypt", 8, null, false, null),
        new("bcrypt", 22, 12, true, "2b"),
        new("sha256_crypt", 16, 535000, false, null),
        new("sha512_crypt", 16, 656000, false, null),
    ];

    public static Algorithm? Find(string name) => Algorithms.FirstOrDefault(a => a.Name == LongName(name));

    public static string Compute(string password, string name, string? salt, int? saltSize, int? rounds, string? ident)
    {
        var algorithm = Find(name) ?? throw TemplatingException.Failure($"crypt.crypt does not support '{LongName(name)}' algorithm");
        var grains = salt ?? RandomSalt(saltSize ?? algorithm.SaltSize);
        if (!CryptAlphabet.Holds(grains)) throw TemplatingException.Failure("invalid characters in salt");
        if (grains.Length > algorithm.SaltSize || (algorithm.ExactSalt && grains.Length != algorithm.SaltSize)) throw TemplatingException.Failure("invalid salt size");

        var written = rounds == algorithm.ImplicitRounds ? null : rounds;
        return algorithm.Name switch
        {
            "sha512_crypt" => ShaCrypt.Sha512(password, grains, Checked(written)),
            "sha256_crypt" => ShaCrypt.Sha256(password, grains, Checked(written)),
            "md5_crypt" => Md5Crypt.Hash(password, grains),
            _ => Bcrypt.Hash(Encoding.UTF8.GetBytes(password), Bcrypt.Decode(grains), Cost(rounds ?? 12), ident ?? "2b"),
        };

        int? Checked(int? count) => count is null or (>= 1000 and <= 999_999_999) ? count : throw TemplatingException.Failure($"crypt.crypt does not support '{algorithm.Name}' algorithm");

        int Cost(int count) => count is >= 4 and <= 31 ? count : throw TemplatingException.Failure($"crypt.crypt does not support '{algorithm.Name}' algorithm");
    }

    public static string RandomSalt(int size) => RandomNumberGenerator.GetString(CryptAlphabet.Letters, size);

    private static string LongName(string name) => name switch
    {
        "md5" => "md5_crypt",
        "blowfish" => "bcrypt",
        "sha256" => "sha256_crypt",
        "sha512" => "sha512_crypt",
        _ => name,
    };
}
