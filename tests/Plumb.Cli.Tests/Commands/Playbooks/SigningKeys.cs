using System.Diagnostics;
using System.Text;

namespace Plumb.Cli.Tests.Commands.Playbooks;

/// <summary>A key of GnuPG in a folder of its own, and the keyring that trusts it.</summary>
internal sealed class SigningKeys : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-gpg-").FullName;

    public SigningKeys()
    {
        Run(null, "--passphrase", "", "--quick-generate-key", "A Tester <tester@example.com>", "ed25519", "sign", "never");
        File.WriteAllBytes(Keyring, Run(null, "--export", "tester@example.com"));
    }

    public static bool IsInstalled { get; } = File.Exists("/usr/bin/gpg") && File.Exists("/usr/bin/gpg-agent");

    public string Keyring => Path.Combine(_folder, "trusted.gpg");

    public string Sign(string text) => Encoding.ASCII.GetString(Run(Encoding.UTF8.GetBytes(text), "--armor", "--detach-sign"));

    public void Dispose()
    {
        // The agent that holds the key ends by itself once its folder has gone; told so it ends now.
        using (var end = Process.Start(new ProcessStartInfo("gpgconf", ["--homedir", _folder, "--kill", "all"]) { RedirectStandardError = true, RedirectStandardOutput = true })) end?.WaitForExit();
        for (var attempt = 0; Directory.Exists(_folder) && attempt < 50; attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                // Its sockets go while it is looked at.
                Thread.Sleep(100);
            }
        }
    }

    private byte[] Run(byte[]? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("gpg", ["--homedir", _folder, "--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var gpg = Process.Start(start) ?? throw new InvalidOperationException("gpg did not start");
        var errors = gpg.StandardError.ReadToEndAsync();
        if (input is not null) gpg.StandardInput.BaseStream.Write(input);
        gpg.StandardInput.Close();
        using var output = new MemoryStream();
        gpg.StandardOutput.BaseStream.CopyTo(output);
        gpg.WaitForExit();
        return gpg.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException(errors.GetAwaiter().GetResult());
    }
}
