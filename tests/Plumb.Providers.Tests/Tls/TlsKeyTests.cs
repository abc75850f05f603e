using System.Text.Json;
using Plumb.Core.Values;

namespace Plumb.Providers.Tests.Tls;

public sealed class TlsKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Embedded _key = new("tls", "tls_private_key");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("RSA", "BEGIN RSA PRIVATE KEY")]
    [InlineData("ECDSA P224", "BEGIN EC PRIVATE KEY")]
    [InlineData("ECDSA P256", "BEGIN EC PRIVATE KEY")]
    [InlineData("ECDSA P384", "BEGIN EC PRIVATE KEY")]
    [InlineData("ECDSA P521", "BEGIN EC PRIVATE KEY")]
    [InlineData("ED25519", "BEGIN PRIVATE KEY")]
    public async Task Openssl_and_ssh_keygen_read_a_key_in_all_its_forms(string kind, string heading)
    {
        var made = await _key.Create(Arguments(kind));
        Assert.Contains(heading, Embedded.Text(made, "private_key_pem"), StringComparison.Ordinal);
        foreach (var form in (string[])["private_key_pem", "private_key_pem_pkcs8"])
            Assert.Equal(Embedded.Text(made, "public_key_pem"), await Tool.Run("openssl", "pkey", "-in", Secret(Embedded.Text(made, form)), "-pubout"));

        if (kind == "ECDSA P224")
        {
            foreach (var form in (string[])["private_key_openssh", "public_key_openssh", "public_key_fingerprint_md5", "public_key_fingerprint_sha256"]) Assert.Equal("", Embedded.Text(made, form));
            return;
        }
        var ssh = Secret(Embedded.Text(made, "private_key_openssh"));
        Assert.Equal(Embedded.Text(made, "public_key_openssh").Trim(), (await Tool.Run("ssh-keygen", "-y", "-f", ssh)).Trim());
        Assert.Contains(Embedded.Text(made, "public_key_fingerprint_sha256"), await Tool.Run("ssh-keygen", "-l", "-f", ssh), StringComparison.Ordinal);
        Assert.Contains("MD5:" + Embedded.Text(made, "public_key_fingerprint_md5"), await Tool.Run("ssh-keygen", "-l", "-E", "md5", "-f", ssh), StringComparison.Ordinal);
        await Tool.Run("ssh-keygen", "-p", "-f", ssh, "-N", "", "-P", "");
    }

    [Theory]
    [InlineData("rsa", "RSA", "-b", "2048")]
    [InlineData("ecdsa", "ECDSA", "-b", "256")]
    [InlineData("ecdsa", "ECDSA", "-b", "521")]
    [InlineData("ed25519", "ED25519")]
    public async Task A_public_key_is_that_of_a_key_of_ssh_keygen(string type, string algorithm, params string[] options)
    {
        await Tool.Run("ssh-keygen", ["-q", "-t", type, .. options, "-N", "", "-C", "someone@somewhere", "-f", _folder["key"]]);
        var read = await new Embedded("tls", "tls_public_key").ReadData(("private_key_openssh", Value.String(File.ReadAllText(_folder["key"]))));
        var state = Assert.IsType<ObjectValue>(read.State);
        Assert.Equal(algorithm, Embedded.Text(state, "algorithm"));
        Assert.Equal(string.Join(' ', File.ReadAllText(_folder["key.pub"]).Split(' ')[..2]), Embedded.Text(state, "public_key_openssh").Trim());
    }

    [Theory]
    [InlineData("RSA", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024")]
    [InlineData("RSA", "genrsa", "-traditional", "1024")]
    [InlineData("ECDSA", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384")]
    [InlineData("ECDSA", "ecparam", "-name", "secp224r1", "-genkey", "-noout")]
    [InlineData("ED25519", "genpkey", "-algorithm", "ED25519")]
    public async Task A_public_key_is_that_of_a_key_of_openssl(string algorithm, params string[] command)
    {
        await Tool.Run("openssl", [command[0], "-out", _folder["key"], .. command[1..]]);
        var read = await new Embedded("tls", "tls_public_key").ReadData(("private_key_pem", Value.String(File.ReadAllText(_folder["key"]))));
        var state = Assert.IsType<ObjectValue>(read.State);
        Assert.Equal(algorithm, Embedded.Text(state, "algorithm"));
        Assert.Equal(await Tool.Run("openssl", "pkey", "-in", _folder["key"], "-pubout"), Embedded.Text(state, "public_key_pem"));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public async Task What_is_no_key_is_refused(string text)
    {
        foreach (var argument in (string[])["private_key_pem", "private_key_openssh"])
            Assert.Equal("Unable to parse private key", Assert.Single((await new Embedded("tls", "tls_public_key").ReadData((argument, Value.String(text)))).Diagnostics).Summary);
    }

    [Fact]
    public async Task A_key_with_a_passphrase_is_refused()
    {
        await Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", _folder["key"]);
        Assert.Single((await new Embedded("tls", "tls_public_key").ReadData(("private_key_openssh", Value.String(File.ReadAllText(_folder["key"]))))).Diagnostics);
    }

    [Fact]
    public async Task A_state_of_the_first_version_gains_the_forms_that_it_lacks()
    {
        var made = await _key.Create(Arguments("ECDSA P256"));
        var old = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["id"] = "x",
            ["algorithm"] = "ECDSA",
            ["ecdsa_curve"] = "P256",
            ["rsa_bits"] = 2048,
            ["private_key_pem"] = Embedded.Text(made, "private_key_pem"),
        });
        var upgraded = await _key.Upgrade(0, old);
        Assert.Equal(made.With("private_key_openssh", upgraded["private_key_openssh"]!), upgraded);
        Assert.StartsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n", Embedded.Text(upgraded, "private_key_openssh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_choice_makes_another_key_and_impossible_ones_are_refused()
    {
        var made = await _key.Create(Arguments("ED25519"));
        Assert.Equal(["ecdsa_curve"], await _key.Replacing(made, [.. Arguments("ED25519"), ("ecdsa_curve", Value.String("P256"))]));
        Assert.Equal(["Invalid Attribute Value Match"], await _key.Problems(Arguments("DSA")));
        Assert.Equal(["Invalid Attribute Value Match"], await _key.Problems(Arguments("ECDSA P512")));
        foreach (var bits in (long[])[512, 2049, 1_000_000])
            Assert.Equal("Unable to generate Key from configuration", Assert.Single((await _key.TryCreate(("algorithm", Value.String("RSA")), ("rsa_bits", Value.Number(bits)))).Diagnostics).Summary);
    }

    [Fact]
    public async Task Ephemeral_keys_are_made_when_they_are_opened()
    {
        var opened = await _key.Open(("algorithm", Value.String("ECDSA")));
        Assert.Equal("P224", Embedded.Text(opened, "ecdsa_curve"));
        var publicKey = await new Embedded("tls", "tls_public_key").Open(("private_key_pem", opened["private_key_pem"]!));
        Assert.Equal(opened["public_key_pem"], publicKey["public_key_pem"]);
        Assert.Equal("ECDSA", Embedded.Text(publicKey, "algorithm"));
    }

    internal static (string, Value)[] Arguments(string kind) => kind.Split(' ') is [var algorithm, var curve]
        ? [("algorithm", Value.String(algorithm)), ("ecdsa_curve", Value.String(curve))]
        : [("algorithm", Value.String(kind))];

    /// <summary>A file that only its owner may read, as ssh-keygen wants it.</summary>
    private string Secret(string text)
    {
        var path = _folder.Write("secret", text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
