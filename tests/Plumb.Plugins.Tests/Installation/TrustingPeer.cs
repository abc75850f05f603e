using System.Diagnostics;

namespace Plumb.Plugins.Tests.Installation;

/// <summary>
/// The peer as it would be if HashiCorp's two keys were ours: a copy of the program in which their texts stand in the place of the published
/// ones, since nobody else can make signatures that those would bear out.
/// </summary>
internal sealed class TrustingPeer(string folder)
{
    private const string Installed = "/usr/local/bin/terraform";

    /// <summary>How the published keys begin, after the line that says that it is one: the one that vouches for partners, and the one for releases.</summary>
    private static readonly byte[] _vouching = "mQINBF5vdGkBEADKi3Nm83oqMcar"u8.ToArray();
    private static readonly byte[] _official = "mQINBGB9+xkBEACabYZOWKmgZsHT"u8.ToArray();

    public static bool IsInstalled => File.Exists(Installed);

    /// <summary>Makes the copy. A child writes it: what this process has open for writing could not be run while another child is being made.</summary>
    public async Task MakeAsync(string voucherKey, string officialKey, CancellationToken cancellation)
    {
        var program = await File.ReadAllBytesAsync(Installed, cancellation);
        Replace(program, _vouching, voucherKey);
        Replace(program, _official, officialKey);
        using var writer = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cat > \"$1\" && chmod 700 \"$1\"", "sh", Copy]) { RedirectStandardInput = true }) ?? throw new InvalidOperationException();
        await writer.StandardInput.BaseStream.WriteAsync(program, cancellation);
        writer.StandardInput.Close();
        await writer.WaitForExitAsync(cancellation);
        Assert.Equal(0, writer.ExitCode);
    }

    public async Task<(int Exit, string Output)> InitAsync(string project, string certificate, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Copy, ["init", "-no-color"]) { WorkingDirectory = project, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["SSL_CERT_FILE"], start.Environment["TF_CLI_CONFIG_FILE"], start.Environment["CHECKPOINT_DISABLE"]) = (certificate, "/dev/null", "1");
        using var process = Process.Start(start) ?? throw new InvalidOperationException();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        try
        {
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private string Copy => Path.Combine(folder, "terraform");

    /// <summary>A text in a program has its length elsewhere, so the new one is filled up with line ends, which mean nothing after a key.</summary>
    private static void Replace(byte[] program, byte[] beginning, string key)
    {
        var from = program.AsSpan().IndexOf(beginning);
        Assert.True(from > 0, "the program holds the key in another way");
        var start = program.AsSpan(0, from).LastIndexOf("-----BEGIN PGP"u8);
        var end = from + program.AsSpan(from).IndexOf("-----END PGP PUBLIC KEY BLOCK-----"u8) + "-----END PGP PUBLIC KEY BLOCK-----".Length;
        var text = System.Text.Encoding.ASCII.GetBytes(key);
        Assert.True(text.Length <= end - start);
        program.AsSpan(start, end - start).Fill((byte)'\n');
        text.CopyTo(program.AsSpan(start));
    }
}
