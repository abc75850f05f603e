using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Plumb.Core.Addresses;
using Plumb.Plugins.Tests.Signatures;

namespace Plumb.Plugins.Tests.Installation;

/// <summary>A host on the loopback, behind TLS, with a registry of providers and a network mirror. What it answers can be spoilt.</summary>
internal sealed class TestRegistry : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly Gpg _gpg = new();
    private readonly SortedDictionary<string, byte[]> _packages = new(StringComparer.Ordinal);

    private TestRegistry()
    {
        Key = _gpg.Generate("Acme <a@acme.example>", "ed25519");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(_certificate)));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public string Key { get; set; }

    public string Fingerprint => _gpg.Fingerprint("a@acme.example");

    /// <summary>The armored signature of one who vouches for the key, and that one's key.</summary>
    public (string Trust, string VoucherKey) Vouch()
    {
        var name = $"{Guid.NewGuid():n}@voucher.example";
        var key = _gpg.Generate($"Voucher <{name}>", "ed25519");
        return (System.Text.Encoding.ASCII.GetString(_gpg.Sign(name, _gpg.Dearmor(Key), "--armor")), key);
    }

    public List<string> Versions { get; } = [];

    /// <summary>Changes the answer that says where a package is.</summary>
    public Action<JsonObject> Spoil { get; set; } = _ => { };

    /// <summary>Answers by path in place of the proper ones.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Instead { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<(string Path, string Authorization)> Requests { get; } = new();

    public string Host => new Uri(_server.Urls.First()) is var address ? $"localhost:{address.Port}" : "";

    public ProviderAddress Demo => new(Host, "acme", "demo");

    public Uri Mirror => new($"https://{Host}/mirror/");

    public SslClientAuthenticationOptions Tls => new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.GetCertHashString() };

    public static async Task<TestRegistry> StartAsync()
    {
        var registry = new TestRegistry();
        await registry._server.StartAsync();
        return registry;
    }

    public void Add(string version, string platform, byte[] archive)
    {
        if (!Versions.Contains(version)) Versions.Add(version);
        _packages[$"terraform-provider-demo_{version}_{platform}.zip"] = archive;
    }

    public void Add(string version) => Add(version, "linux_amd64", Zip(("terraform-provider-demo_v" + version, "#!/bin/sh\n"), ("LICENSE.txt", "free")));

    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                var entry = archive.CreateEntry(name);
                entry.ExternalAttributes = (name.EndsWith("link", StringComparison.Ordinal) ? 0xA1FF : 0x81ED) << 16;
                using var content = new StreamWriter(entry.Open());
                content.Write(text);
            }
        }
        return buffer.ToArray();
    }

    /// <summary>For programs that read SSL_CERT_FILE.</summary>
    public string WriteCertificate(string directory)
    {
        var path = Path.Combine(directory, "ca.pem");
        File.WriteAllText(path, _certificate.ExportCertificatePem());
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _gpg.Dispose();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        Requests.Enqueue((path, context.Request.Headers.Authorization.ToString()));
        if (Instead.TryGetValue(path, out var other)) await other(context);
        else if (Find(path) is { } answer) await Write(context, answer);
        else context.Response.StatusCode = 404;
    }

    private object? Find(string path)
    {
        const string Registry = "/v1/acme/demo/";
        if (path == "/.well-known/terraform.json") return new JsonObject { ["providers.v1"] = "/v1/" };
        if (path == Registry + "versions") return new JsonObject { ["versions"] = new JsonArray([.. Versions.Select(v => (JsonNode)new JsonObject { ["version"] = v, ["protocols"] = new JsonArray("5.0") })]) };
        if (path.StartsWith(Registry, StringComparison.Ordinal) && path[Registry.Length..].Split('/') is [var version, "download", var system, var architecture]) return Describe(version, system, architecture);
        if (path.StartsWith("/files/", StringComparison.Ordinal)) return FileOf(path["/files/".Length..]);
        return path.StartsWith("/mirror/", StringComparison.Ordinal) ? Mirrored(path.Split('/')[^1]) : null;
    }

    private JsonObject? Describe(string version, string system, string architecture)
    {
        var file = $"terraform-provider-demo_{version}_{system}_{architecture}.zip";
        if (!_packages.TryGetValue(file, out var archive)) return null;
        var answer = new JsonObject
        {
            ["protocols"] = new JsonArray("5.0"),
            ["os"] = system,
            ["arch"] = architecture,
            ["filename"] = file,
            ["download_url"] = "/files/" + file,
            ["shasum"] = Hash(archive),
            ["shasums_url"] = $"/files/{version}_SHA256SUMS",
            ["shasums_signature_url"] = $"/files/{version}_SHA256SUMS.sig",
            ["signing_keys"] = new JsonObject { ["gpg_public_keys"] = new JsonArray(new JsonObject { ["ascii_armor"] = Key }) },
        };
        Spoil(answer);
        return answer;
    }

    private byte[]? FileOf(string name)
    {
        if (_packages.TryGetValue(name, out var archive)) return archive;
        var version = name.Split('_')[0];
        var sums = string.Concat(_packages.Where(p => p.Key.Contains($"_{version}_", StringComparison.Ordinal)).Select(p => $"{Hash(p.Value)}  {p.Key}\n"));
        var document = System.Text.Encoding.ASCII.GetBytes(sums);
        return name.EndsWith(".sig", StringComparison.Ordinal) ? _gpg.Sign("a@acme.example", document) : document;
    }

    private JsonObject? Mirrored(string name)
    {
        if (name == "index.json") return new JsonObject { ["versions"] = new JsonObject([.. Versions.Select(v => KeyValuePair.Create(v, (JsonNode?)new JsonObject()))]) };
        var version = name[..^".json".Length];
        var answer = new JsonObject
        {
            ["archives"] = new JsonObject([.. _packages.Where(p => p.Key.Contains($"_{version}_", StringComparison.Ordinal))
            .Select(p => KeyValuePair.Create(string.Join('_', p.Key[..^4].Split('_')[^2..]), (JsonNode?)new JsonObject { ["url"] = "/files/" + p.Key, ["hashes"] = new JsonArray("zh:" + Hash(p.Value)) }))])
        };
        Spoil(answer);
        return answer;
    }

    private static async Task Write(HttpContext context, object answer)
    {
        context.Response.ContentType = answer is JsonObject ? "application/json" : "application/octet-stream";
        await context.Response.Body.WriteAsync(answer as byte[] ?? System.Text.Encoding.UTF8.GetBytes(((JsonObject)answer).ToJsonString()));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
