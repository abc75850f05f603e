using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Providers.Tests.Tls;

public sealed class TlsCertificateTests : IDisposable
{
    private static readonly DataType Texts = DataType.List(DataType.String);
    private static readonly string[] SubjectArguments =
        ["organization", "common_name", "organizational_unit", "street_address", "locality", "province", "country", "postal_code", "serial_number", "email_address"];

    private readonly TemporaryFolder _folder = new();
    private readonly Embedded _selfSigned = new("tls", "tls_self_signed_cert");
    private readonly Embedded _locallySigned = new("tls", "tls_locally_signed_cert");
    private readonly Embedded _request = new("tls", "tls_cert_request");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("RSA")]
    [InlineData("ECDSA P224")]
    [InlineData("ECDSA P256")]
    [InlineData("ECDSA P384")]
    [InlineData("ECDSA P521")]
    [InlineData("ED25519")]
    public async Task Openssl_verifies_a_chain_of_an_authority_and_a_server(string kind)
    {
        var (authorityKey, authority) = await Authority(kind);
        var serverKey = await Key(kind);
        var request = await _request.Create(("private_key_pem", serverKey), ("dns_names", List("example.com", "*.example.com")), ("ip_addresses", List("127.0.0.1", "::1")), Subject(("common_name", "example.com")));
        Assert.Contains("self-signature verify OK", await Tool.Run("openssl", "req", "-in", _folder.Write("request", Embedded.Text(request, "cert_request_pem")), "-verify", "-noout"), StringComparison.Ordinal);

        var signed = await _locallySigned.Create(("ca_private_key_pem", authorityKey), ("ca_cert_pem", authority["cert_pem"]!), ("cert_request_pem", request["cert_request_pem"]!),
            ("validity_period_hours", Value.Number(24)), ("allowed_uses", List("digital_signature", "server_auth")), ("set_subject_key_id", Value.True));
        var (root, leaf) = (_folder.Write("root", Embedded.Text(authority, "cert_pem")), _folder.Write("leaf", Embedded.Text(signed, "cert_pem")));
        await Tool.Run("openssl", "verify", "-x509_strict", "-CAfile", root, "-purpose", "sslserver", "-verify_hostname", "www.example.com", "-verify_ip", "::1", leaf);
        Assert.Equal(kind.Split(' ')[0], Embedded.Text(signed, "ca_key_algorithm"));

        var told = await Tool.Run("openssl", "x509", "-in", leaf, "-noout", "-ext", "subjectAltName,keyUsage,extendedKeyUsage,basicConstraints,authorityKeyIdentifier,subjectKeyIdentifier", "-serial");
        foreach (var expected in (string[])["DNS:example.com, DNS:*.example.com, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1", "X509v3 Key Usage: critical", "TLS Web Server Authentication", "CA:FALSE", "X509v3 Authority Key Identifier"])
            Assert.Contains(expected, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subject_has_all_its_parts()
    {
        var certificate = await _selfSigned.Create([.. Valid(await Key("ED25519")), ("uris", List("spiffe://example.com/a?b#c")), ("set_subject_key_id", Value.True), ("set_authority_key_id", Value.True),
            ("subject", Value.List(SubjectType, Value.Object(SubjectArguments.Select(a => KeyValuePair.Create(a, a switch
            {
                "street_address" => (Value)List("Street 1", "Back, yard"),
                "country" => Value.String("DE"),
                "common_name" => Value.String("Größe, \"x\""),
                "email_address" => Value.String("a@example.com"),
                _ => Value.String(a),
            })))))]);
        var path = _folder.Write("cert", Embedded.Text(certificate, "cert_pem"));
        var told = await Tool.Run("openssl", "x509", "-in", path, "-noout", "-subject", "-nameopt", "utf8,sep_comma_plus,sname", "-ext", "subjectAltName,authorityKeyIdentifier,subjectKeyIdentifier");
        Assert.Equal("subject=C=DE,O=organization,OU=organizational_unit,L=locality,ST=province,street=Street 1+street=Back, yard,postalCode=postal_code,CN=Größe, \"x\",serialNumber=serial_number,emailAddress=a@example.com", told.Split('\n')[0]);
        Assert.Contains("URI:spiffe://example.com/a?b#c", told, StringComparison.Ordinal);

        var read = Assert.IsType<ObjectValue>((await new Embedded("tls", "tls_certificate").ReadData(("content", certificate["cert_pem"]!))).State);
        var facts = Assert.IsType<ObjectValue>(Assert.Single(Assert.IsType<ListValue>(read["certificates"]).Elements));
        Assert.Equal("SERIALNUMBER=serial_number,CN=Größe\\, \\\"x\\\",POSTALCODE=postal_code,STREET=Street 1+STREET=Back\\, yard,ST=province,L=locality,OU=organizational_unit,O=organization,C=DE,"
            + "1.2.840.113549.1.9.1=#0c0d61406578616d706c652e636f6d", Embedded.Text(facts, "subject"));
        Assert.Equal(("Ed25519", "Ed25519", Embedded.Text(certificate, "id")), (Embedded.Text(facts, "signature_algorithm"), Embedded.Text(facts, "public_key_algorithm"), Embedded.Text(facts, "serial_number")));
        Assert.Equal(Value.Number(-1), facts["max_path_length"]);
        Assert.Contains((await Tool.Run("openssl", "x509", "-in", path, "-noout", "-fingerprint", "-sha1")).Trim().Split('=')[1].Replace(":", "", StringComparison.Ordinal),
            Embedded.Text(facts, "sha1_fingerprint"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("SHA256-RSAPSS", "RSA", "-sha256", "-newkey", "rsa:2048", "-sigopt", "rsa_padding_mode:pss")]
    [InlineData("SHA512-RSA", "RSA", "-sha512", "-newkey", "rsa:2048")]
    [InlineData("SHA1-RSA", "RSA", "-sha1", "-newkey", "rsa:2048")]
    [InlineData("ECDSA-SHA384", "ECDSA", "-sha384", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")]
    public async Task A_certificate_of_openssl_is_told(string signature, string algorithm, params string[] options)
    {
        await Tool.Run("openssl", ["req", "-x509", "-nodes", "-subj", "/C=DE/CN=a/O=b", "-keyout", _folder["key"], "-out", _folder["cert"], .. options]);
        var read = Assert.IsType<ObjectValue>((await new Embedded("tls", "tls_certificate").ReadData(("content", Value.String(File.ReadAllText(_folder["cert"]))))).State);
        var facts = Assert.IsType<ObjectValue>(Assert.Single(Assert.IsType<ListValue>(read["certificates"]).Elements));
        Assert.Equal((signature, algorithm, "CN=a,O=b,C=DE"), (Embedded.Text(facts, "signature_algorithm"), Embedded.Text(facts, "public_key_algorithm"), Embedded.Text(facts, "issuer")));
        Assert.Equal(File.ReadAllText(_folder["cert"]), Embedded.Text(facts, "cert_pem"));
    }

    [Fact]
    public async Task Every_use_is_known_to_openssl()
    {
        var uses = Plumb.Providers.Tls.Certificates.AllowedUses.Names;
        var certificate = await _selfSigned.Create([("allowed_uses", List([.. uses])), .. Valid(await Key("ED25519")), Subject(("common_name", "x"))]);
        var told = await Tool.Run("openssl", "x509", "-in", _folder.Write("cert", Embedded.Text(certificate, "cert_pem")), "-noout", "-ext", "keyUsage,extendedKeyUsage");
        Assert.Contains("Digital Signature, Non Repudiation, Key Encipherment, Data Encipherment, Key Agreement, Certificate Sign, CRL Sign, Encipher Only, Decipher Only", told, StringComparison.Ordinal);
        Assert.Equal(14, told.Split('\n').Single(l => l.Contains("TLS Web Server", StringComparison.Ordinal)).Split(',').Length);
    }

    [Fact]
    public async Task An_authority_bounds_the_length_of_chains()
    {
        var (_, authority) = await Authority("ECDSA P256", ("max_path_length", Value.Number(0)));
        Assert.Contains("CA:TRUE, pathlen:0", await Tool.Run("openssl", "x509", "-in", _folder.Write("cert", Embedded.Text(authority, "cert_pem")), "-noout", "-ext", "basicConstraints"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_due_is_replaced()
    {
        var clock = new SettableClock();
        var certificates = new Embedded(new Provider.Authoring.ComposedProvider { Resources = [new Providers.Tls.TlsSelfSignedCert(clock)] }, "tls_self_signed_cert");
        (string, Value)[] arguments = [.. Valid(await Key("ED25519")), ("early_renewal_hours", Value.Number(3)), Subject(("common_name", "x"))];
        var made = await certificates.Create(arguments);
        Assert.Equal(Value.False, made["ready_for_renewal"]);
        clock.Advance(TimeSpan.FromHours(20.9));
        Assert.Equal(made, await certificates.Read(made));
        clock.Advance(TimeSpan.FromHours(0.2));
        var due = Assert.IsType<ObjectValue>(await certificates.Read(made));
        Assert.Equal(Value.True, due["ready_for_renewal"]);
        Assert.Equal(["ready_for_renewal"], await certificates.Replacing(due, arguments));

        var later = await certificates.Plan(made, [.. arguments[..3], ("early_renewal_hours", Value.Number(1)), arguments[^1]]);
        Assert.Empty(later.RequiresReplace);
        Assert.Equal(made.With("early_renewal_hours", Value.Number(1)), later.Planned);
        var always = await certificates.TryCreate(("early_renewal_hours", Value.Number(24)), arguments[0], arguments[1], arguments[2]);
        Assert.Equal(Value.True, ((ObjectValue)always.NewState)["ready_for_renewal"]);
    }

    [Fact]
    public async Task A_changed_argument_replaces_a_certificate_but_not_one_stored_as_a_hash()
    {
        var made = await _selfSigned.Create([.. Valid(await Key("ED25519")), Subject(("common_name", "x"))]);
        (string, Value)[] other = [.. Valid(await Key("ED25519")), Subject(("common_name", "y"))];
        Assert.Equal(["private_key_pem", "subject", "subject"], [.. (await _selfSigned.Replacing(made, other)).Order()]);
        Assert.DoesNotContain("private_key_pem", await _selfSigned.Replacing(made.With("private_key_pem", Value.String("d96c3d6b3c9a9b2f7ad0cf3ac8ba3b0b7b6e4f4b")), other));
    }

    [Fact]
    public async Task Faults_are_reported()
    {
        var key = await Key("ED25519");
        Assert.Equal(["Invalid Attribute Value Match"], await _selfSigned.Problems([.. Valid(key)[..2], ("allowed_uses", List("flying"))]));
        Assert.Equal(["Invalid Attribute Value", "Invalid Attribute Value"], await _selfSigned.Problems([.. Valid(key), ("max_path_length", Value.Number(-2)), ("early_renewal_hours", Value.Number(-1))]));
        Assert.Equal("Invalid Certificate Subject", await Fault([.. Valid(key), ("is_ca_certificate", Value.True)]));
        Assert.Equal("Invalid Certificate Authority", await Fault([.. Valid(key), ("set_authority_key_id", Value.True)]));
        Assert.Equal("Invalid IP address", await Fault([.. Valid(key), ("ip_addresses", List("127.1"))]));
        Assert.Equal("Failed to parse private key PEM", await Fault(Valid(Value.String("x"))));
        Assert.Equal("Failed to create certificate", await Fault([.. Valid(key), ("dns_names", List("ä.de"))]));
        Assert.Equal("Failed to create certificate", await Fault([("private_key_pem", key), ("validity_period_hours", Value.Number(long.MaxValue)), ("allowed_uses", List())]));

        var (authorityKey, authority) = await Authority("ED25519");
        var request = await _request.Create(("private_key_pem", key));
        (string, Value)[] common = [("validity_period_hours", Value.Number(1)), ("allowed_uses", List()), ("ca_cert_pem", authority["cert_pem"]!)];
        Assert.Equal("Failed to create certificate", Assert.Single((await _locallySigned.TryCreate([.. common, ("ca_private_key_pem", key), ("cert_request_pem", request["cert_request_pem"]!)])).Diagnostics).Summary);
        Assert.Equal("Failed to parse certificate request PEM", Assert.Single((await _locallySigned.TryCreate([.. common, ("ca_private_key_pem", authorityKey), ("cert_request_pem", authority["cert_pem"]!)])).Diagnostics).Summary);
        var unsigned = await _selfSigned.Create(Valid(key));
        Assert.Equal("Potentially Invalid Certificate Authority", Assert.Single((await _locallySigned.TryCreate(
            [.. common[..2], ("ca_cert_pem", unsigned["cert_pem"]!), ("ca_private_key_pem", key), ("cert_request_pem", request["cert_request_pem"]!)])).Diagnostics).Summary);

        async Task<string> Fault((string, Value)[] arguments) => Assert.Single((await _selfSigned.TryCreate(arguments)).Diagnostics).Summary;
    }

    internal static ObjectType SubjectType { get; } = DataType.Object(SubjectArguments.Select(a => KeyValuePair.Create(a, a == "street_address" ? Texts : DataType.String)));

    internal static ListValue List(params string[] texts) => Value.List(DataType.String, [.. texts.Select(t => (Value)Value.String(t))]);

    internal static (string, Value) Subject(params (string Name, string Text)[] parts) => ("subject", Value.List(SubjectType, Value.Object(SubjectType.Attributes.Select(a =>
        KeyValuePair.Create(a.Name, parts.FirstOrDefault(p => p.Name == a.Name).Text is { } text ? (Value)Value.String(text) : Value.Null(a.Type))))));

    internal static async Task<Value> Key(string kind) => (await new Embedded("tls", "tls_private_key").Create(TlsKeyTests.Arguments(kind)))["private_key_pem"]!;

    internal static (string, Value)[] Valid(Value key) => [("private_key_pem", key), ("validity_period_hours", Value.Number(24)), ("allowed_uses", List("digital_signature"))];

    private async Task<(Value Key, ObjectValue Certificate)> Authority(string kind, params (string, Value)[] more)
    {
        var key = await Key(kind);
        return (key, await _selfSigned.Create([("private_key_pem", key), ("validity_period_hours", Value.Number(48)), ("allowed_uses", List("cert_signing", "crl_signing")), ("is_ca_certificate", Value.True),
            Subject(("common_name", "Authority"), ("organization", "Test")), .. more]));
    }
}
