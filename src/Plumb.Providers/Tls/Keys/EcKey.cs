using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Plumb.Providers.Tls.Keys;

/// <summary>A key of one of the NIST curves. It signs with ECDSA over the hash function of the curve's strength.</summary>
internal sealed class EcKey : PrivateKey
{
    private readonly ECDsa _key;
    private readonly Curve _curve;

    private EcKey(ECDsa key, Curve curve) => (_key, _curve) = (key, curve);

    public static IReadOnlyList<string> CurveNames { get; } = [.. Curve.All.Select(c => c.Name)];

    public override string Algorithm => Ecdsa;

    public override byte[] SubjectPublicKeyInfo => _key.ExportSubjectPublicKeyInfo();

    public override SshKey? Ssh
    {
        get
        {
            if (_curve.SshName is not { } name) return null;
            var parts = _key.ExportParameters(includePrivateParameters: true);
            var (type, point) = ($"ecdsa-sha2-{name}", PointOf(parts));
            return new SshKey(type,
                new SshWriter().Text(type).Text(name).Field(point).ToBytes(),
                new SshWriter().Text(name).Field(point).Number(parts.D).ToBytes());
        }
    }

    public static EcKey Generate(string curveName)
    {
        var curve = Curve.All.Single(c => c.Name == curveName);
        return new EcKey(ECDsa.Create(ECCurve.CreateFromValue(curve.Oid)), curve);
    }

    /// <summary>Takes the key over, if it is of a known curve.</summary>
    public static EcKey? Of(ECDsa key)
    {
        var named = key.ExportParameters(includePrivateParameters: false).Curve;
        var curve = named.IsNamed ? Curve.All.FirstOrDefault(c => c.Is(named.Oid)) : null;
        return curve is null ? null : new EcKey(key, curve);
    }

    /// <summary>A key from the parts that OpenSSH stores: the curve's name, the public point and the secret number.</summary>
    public static EcKey? OfSsh(string name, ReadOnlySpan<byte> point, ReadOnlySpan<byte> secret)
    {
        var curve = Curve.All.FirstOrDefault(c => c.SshName == name);
        if (curve is null || point.Length != 1 + 2 * curve.Size || point[0] != UncompressedPoint || secret.TrimStart((byte)0).Length > curve.Size) return null;
        var digits = secret.TrimStart((byte)0);
        return new EcKey(ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.CreateFromValue(curve.Oid),
            Q = new ECPoint { X = point.Slice(1, curve.Size).ToArray(), Y = point[(1 + curve.Size)..].ToArray() },
            D = [.. new byte[curve.Size - digits.Length], .. digits],
        }), curve);
    }

    public override string ToPem() => Pem.Write(Pem.EcPrivateKey, _key.ExportECPrivateKey());

    public override void WriteSignatureAlgorithm(AsnWriter target) => WriteAlgorithm(target, _curve.SignatureOid, hasNullParameters: false);

    public override byte[] Sign(byte[] data) => _key.SignData(data, _curve.Hash, DSASignatureFormat.Rfc3279DerSequence);

    public override void Dispose() => _key.Dispose();

    protected override byte[] Pkcs8() => _key.ExportPkcs8PrivateKey();

    private const byte UncompressedPoint = 4;

    private static byte[] PointOf(ECParameters parts) => [UncompressedPoint, .. parts.Q.X ?? [], .. parts.Q.Y ?? []];

    /// <summary>What belongs to a curve; OpenSSH knows no P-224. The size is that of a coordinate in bytes.</summary>
    private sealed record Curve(string Name, string Oid, int Size, string? SshName, HashAlgorithmName Hash, string SignatureOid)
    {
        public static IReadOnlyList<Curve> All { get; } =
        [
            new("P224", "1.3.132.0.33", 28, null, HashAlgorithmName.SHA256, "1.2.840.10045.4.3.2"),
            new("P256", "1.2.840.10045.3.1.7", 32, "nistp256", HashAlgorithmName.SHA256, "1.2.840.10045.4.3.2"),
            new("P384", "1.3.132.0.34", 48, "nistp384", HashAlgorithmName.SHA384, "1.2.840.10045.4.3.3"),
            new("P521", "1.3.132.0.35", 66, "nistp521", HashAlgorithmName.SHA512, "1.2.840.10045.4.3.4"),
        ];

        // Platforms name a curve by number, by name, or both.
        public bool Is(Oid oid) => oid.Value is { } value ? value == Oid : ECCurve.CreateFromValue(Oid).Oid.FriendlyName == oid.FriendlyName;
    }
}
