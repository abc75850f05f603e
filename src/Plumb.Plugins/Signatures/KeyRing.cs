using Org.BouncyCastle.Bcpg;

namespace Plumb.Plugins.Signatures;

/// <summary>
/// A primary key as it is published, with its names, subkeys and the signatures that hold them together. What a key may do and how
/// long counts only where the primary key itself has signed it.
/// </summary>
internal sealed class KeyRing
{
    private const int MaxPackets = 1000;
    private const int MaySign = 0x02;

    private readonly PublicKeyPacket _primary;
    private readonly List<(UserIdPacket? User, PublicKeyPacket? Subkey, SignaturePacket Signature)> _signatures = [];

    private KeyRing(PublicKeyPacket primary) => _primary = primary;

    /// <summary>The rings in an armored text. Throws <see cref="SignatureException"/> where it is none.</summary>
    public static IReadOnlyList<KeyRing> Read(string armored)
    {
        try
        {
            using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(armored));
            using var octets = new ArmoredInputStream(text);
            using var packets = new BcpgInputStream(octets);
            return Read(packets);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException or ArithmeticException)
        {
            throw new SignatureException($"a signing key cannot be read: {e.Message}");
        }
    }

    /// <summary>The keys that may sign documents.</summary>
    public IEnumerable<SigningKey> SigningKeys()
    {
        var owner = SigningKey.IdText(SigningKey.KeyId(_primary));
        var fingerprint = Convert.ToHexString(SigningKey.Fingerprint(_primary));
        var isRevoked = Own(_signatures.Where(s => s.Subkey is null && s.Signature.SignatureType == 0x20).Select(s => (SignedSubject.Key(_primary), s.Signature))).Any();
        if (NewestOwn() is not { } self) yield break;
        var expires = Expiry(_primary, self);
        if (self.KeyFlags is null || (self.KeyFlags & MaySign) != 0) yield return new SigningKey(_primary, owner, fingerprint, expires, isRevoked);
        foreach (var subkey in _signatures.Select(s => s.Subkey).OfType<PublicKeyPacket>().Distinct())
        {
            if (Binding(subkey) is not { } binding || binding.KeyFlags is null || (binding.KeyFlags & MaySign) == 0 || !SignsBack(subkey, binding)) continue;
            var ends = new[] { expires, Expiry(subkey, binding) }.Min();
            yield return new SigningKey(subkey, owner, fingerprint, ends, isRevoked || Of(subkey, 0x28).Any());
        }
    }

    private static List<KeyRing> Read(BcpgInputStream packets)
    {
        var rings = new List<KeyRing>();
        UserIdPacket? user = null;
        PublicKeyPacket? subkey = null;
        for (var count = 0; packets.ReadPacket() is { } packet; count++)
        {
            if (count == MaxPackets) throw new SignatureException("a signing key has too many parts.");
            switch (packet)
            {
                case PublicSubkeyPacket sub:
                    (user, subkey) = (null, sub);
                    break;
                case PublicKeyPacket primary:
                    (user, subkey) = (null, null);
                    rings.Add(new KeyRing(primary));
                    break;
                case UserIdPacket name:
                    (user, subkey) = (name, null);
                    break;
                case SignaturePacket { Version: SignaturePacket.Version4 } signature when rings.Count > 0:
                    rings[^1]._signatures.Add((user, subkey, signature));
                    break;
            }
        }
        return rings.Count > 0 ? rings : throw new SignatureException("a signing key cannot be read: there is no key in it.");
    }

    /// <summary>What the owner said last of the primary key: on a name, or on the key itself.</summary>
    private SignatureDetails? NewestOwn() => Own(_signatures
            .Where(s => s.Subkey is null && (s.User is null ? s.Signature.SignatureType == 0x1F : s.Signature.SignatureType is >= 0x10 and <= 0x13))
            .Select(s => (s.User is null ? SignedSubject.Key(_primary) : SignedSubject.UserId(_primary, s.User), s.Signature)))
        .MaxBy(s => s.Created);

    private SignatureDetails? Binding(PublicKeyPacket subkey) => Of(subkey, 0x18).MaxBy(s => s.Created);

    private IEnumerable<SignatureDetails> Of(PublicKeyPacket subkey, int type) => Own(_signatures
        .Where(s => ReferenceEquals(s.Subkey, subkey) && s.Signature.SignatureType == type)
        .Select(s => (SignedSubject.Keys(_primary, subkey), s.Signature)));

    /// <summary>Who would claim somebody else's key as his subkey cannot show this.</summary>
    private bool SignsBack(PublicKeyPacket subkey, SignatureDetails binding)
    {
        if (binding.Embedded is not { } octets) return false;
        var back = SignaturePacket.FromByteArray(octets);
        return back.SignatureType == 0x19 && SignatureMath.Verify(subkey, back, SignedSubject.Keys(_primary, subkey));
    }

    /// <summary>Those that the primary key itself has made; what others say of it does not matter.</summary>
    private IEnumerable<SignatureDetails> Own(IEnumerable<(byte[] Subject, SignaturePacket Signature)> signatures)
    {
        foreach (var (subject, signature) in signatures)
        {
            if (signature.KeyId != 0 && signature.KeyId != SigningKey.KeyId(_primary)) continue;
            SignatureDetails details;
            try
            {
                details = new SignatureDetails(signature);
                if (!SignatureMath.Verify(_primary, signature, subject)) continue;
            }
            catch (SignatureException)
            {
                continue;
            }
            yield return details;
        }
    }

    private static DateTimeOffset? Expiry(PublicKeyPacket key, SignatureDetails self) =>
        self.KeyLifetime is { } lifetime ? new DateTimeOffset(DateTime.SpecifyKind(key.GetTime(), DateTimeKind.Utc)) + lifetime : null;
}
