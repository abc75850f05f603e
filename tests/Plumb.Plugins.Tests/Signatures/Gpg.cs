using System.Diagnostics;

namespace Plumb.Plugins.Tests.Signatures;

/// <summary>A key ring of its own that GnuPG keeps; gone with the test.</summary>
internal sealed class Gpg : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("plumb-gpg-").FullName;

    public static bool IsInstalled => File.Exists("/usr/bin/gpg");

    public string Generate(string name, string algorithm, string expiry = "never", string now = "")
    {
        Run([], ["--passphrase", "", .. Time(now), "--quick-gen-key", name, algorithm, "sign", expiry]);
        return Export(name);
    }

    public string Export(string name) => System.Text.Encoding.ASCII.GetString(Run([], ["--armor", "--export", name]));

    public string Fingerprint(string name) =>
        System.Text.Encoding.ASCII.GetString(Run([], ["--with-colons", "--fingerprint", name])).Split('\n').First(l => l.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];

    /// <summary>What the armor of a key has inside.</summary>
    public byte[] Dearmor(string armored) => Run(System.Text.Encoding.ASCII.GetBytes(armored), ["--dearmor"]);

    public byte[] Sign(string name, byte[] document, params string[] options) => Run(document, [.. options, "--detach-sign", "-u", name]);

    /// <summary>The key with its own certificate of revocation, which GnuPG makes with each key.</summary>
    public string Revoke(string name)
    {
        var certificate = Directory.EnumerateFiles(Path.Combine(_home, "openpgp-revocs.d")).Single();
        Run(System.Text.Encoding.ASCII.GetBytes(File.ReadAllText(certificate).Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal)), ["--import"]);
        return Export(name);
    }

    public void Dispose()
    {
        using (var agent = Process.Start(new ProcessStartInfo("gpgconf", ["--homedir", _home, "--kill", "all"]))) agent?.WaitForExit(5000);
        Directory.Delete(_home, recursive: true);
    }

    public static string[] Time(string now) => now.Length == 0 ? [] : ["--faked-system-time", now];

    private byte[] Run(byte[] input, string[] arguments)
    {
        var start = new ProcessStartInfo("gpg", ["--batch", "--quiet", "--homedir", _home, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("gpg did not start");
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException(errors);
    }
}
