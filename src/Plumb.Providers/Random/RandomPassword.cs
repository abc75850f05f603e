using System.Security.Cryptography;
using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Core.Passwords;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_password</c>: random characters that are never shown, and their bcrypt hash.</summary>
public sealed class RandomPassword : TextResource
{
    private const int Cost = 10;

    public override string Type => "random_password";

    public override Schema Schema { get; } = new(3, new BlockSchema
    {
        Description = "Draws a password and keeps it in the state, where whoever may read the state can read it.",
        Attributes =
        [
            .. Choices,
            Arguments.Computed("result", DataType.String, "The password.").Sensitive(),
            Arguments.Computed("bcrypt_hash", DataType.String, "A bcrypt hash of the password.").Sensitive(),
            Arguments.Computed("id", DataType.String, "Always none."),
        ],
    })
    { IsStateOnly = true };

    private protected override ObjectValue WithResult(ObjectValue value, string text) =>
        value.With("result", Value.String(text)).With("bcrypt_hash", Value.String(Hash(text))).With("id", Value.String("none"));

    // Version 0 had no hash, and version 2 may hold that of another text, by a mistake of its time.
    private protected override ObjectValue Mended(ObjectValue value, string text) =>
        value.TextOf("bcrypt_hash") is { } hash && Bcrypt.Matches(Hashable(text), hash) ? value : value.With("bcrypt_hash", Value.String(Hash(text)));

    internal static string Hash(string text) => Bcrypt.Hash(Hashable(text), RandomNumberGenerator.GetBytes(Bcrypt.SaltLength), Cost);

    /// <summary>As much of the text as bcrypt takes of any password.</summary>
    private static ReadOnlySpan<byte> Hashable(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.AsSpan(0, Math.Min(bytes.Length, Bcrypt.MaxPasswordLength));
    }
}
