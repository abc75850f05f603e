using Plumb.Plugins.Signatures;

namespace Plumb.Plugins.Tests.Signatures;

/// <summary>Signatures as GnuPG makes them.</summary>
public sealed class DetachedSignatureTests : IDisposable
{
    private static readonly byte[] Document = "6f92df53  a.zip\n9f99186c  b.zip\n"u8.ToArray();
    private readonly Gpg _gpg = new();

    public DetachedSignatureTests() => Assert.SkipUnless(Gpg.IsInstalled, "gpg is not installed");

    public void Dispose() => _gpg.Dispose();

    [Theory]
    [InlineData("rsa2048")]
    [InlineData("ed25519")]
    [InlineData("nistp256")]
    [InlineData("dsa2048")]
    public void A_signature_of_a_known_key_is_accepted_and_one_of_something_else_is_not(string algorithm)
    {
        var key = _gpg.Generate("Acme <a@acme.example>", algorithm);
        var signature = _gpg.Sign("a@acme.example", Document);
        Assert.Matches("^[0-9A-F]{16}$", Verify(signature, key)?.KeyId ?? "");
        Assert.Contains("was changed", Refusal(signature, [key], [.. Document, (byte)'x']), StringComparison.Ordinal);
        signature[^5] ^= 1;
        Assert.Contains("was changed", Refusal(signature, [key], Document), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_and_older_checksums_are_accepted_as_the_peer_does()
    {
        var key = _gpg.Generate("Acme <a@acme.example>", "rsa2048");
        Assert.NotNull(Verify(_gpg.Sign("a@acme.example", Document, "--textmode"), key));
        Assert.NotNull(Verify(_gpg.Sign("a@acme.example", Document, "--digest-algo", "SHA1"), key));
        Assert.NotNull(Verify(_gpg.Sign("a@acme.example", Document, "--digest-algo", "SHA512"), key));
    }

    [Fact]
    public void A_signature_of_another_key_is_nobodys()
    {
        _gpg.Generate("Acme <a@acme.example>", "ed25519");
        var other = _gpg.Generate("Other <o@acme.example>", "ed25519");
        Assert.Null(Verify(_gpg.Sign("a@acme.example", Document), other));
        Assert.Null(Verify(_gpg.Sign("a@acme.example", Document)));
    }

    [Fact]
    public void A_revoked_key_signs_no_more()
    {
        _gpg.Generate("Acme <a@acme.example>", "ed25519");
        var signature = _gpg.Sign("a@acme.example", Document);
        Assert.Contains("revoked", Refusal(signature, [_gpg.Revoke("a@acme.example")], Document), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_expired_since_is_good_for_what_it_signed_before()
    {
        var key = _gpg.Generate("Acme <a@acme.example>", "ed25519", "1y", "20200101T000000");
        var before = _gpg.Sign("a@acme.example", Document, Gpg.Time("20200601T000000"));
        Assert.NotNull(Verify(before, key));
    }

    [Fact]
    public void A_signature_from_the_future_or_one_that_expired_is_refused()
    {
        var key = _gpg.Generate("Acme <a@acme.example>", "ed25519", "never", "20200101T000000");
        Assert.Contains("future", Refusal(_gpg.Sign("a@acme.example", Document, Gpg.Time("20900101T000000")), [key], Document), StringComparison.Ordinal);
        Assert.Contains("expired", Refusal(_gpg.Sign("a@acme.example", Document, [.. Gpg.Time("20200601T000000"), "--default-sig-expire", "1d"]), [key], Document), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n")]
    [InlineData("no key at all")]
    public void What_is_no_key_is_refused_with_a_reason(string key)
    {
        _gpg.Generate("Acme <a@acme.example>", "ed25519");
        Assert.Contains("signing key", Refusal(_gpg.Sign("a@acme.example", Document), [key], Document), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_signature_is_refused_with_a_reason()
    {
        var key = _gpg.Generate("Acme <a@acme.example>", "ed25519");
        foreach (var octets in new byte[][] { [], [0x88], [0xff, 0xff, 0xff], "-----BEGIN"u8.ToArray(), new byte[1000], _gpg.Sign("a@acme.example", Document)[..40] })
            Assert.NotEmpty(Refusal(octets, [key], Document));
    }

    private static DocumentSigner? Verify(byte[] signature, params string[] keys) => DetachedSignature.Verify(Document, signature, keys, TimeProvider.System.GetUtcNow());

    private static string Refusal(byte[] signature, string[] keys, byte[] document) =>
        Assert.Throws<SignatureException>(() => DetachedSignature.Verify(document, signature, keys, TimeProvider.System.GetUtcNow())).Message;
}
