using System.Security.Cryptography;
using Plumb.Cli.Session;
using Plumb.Playbooks.Vault;

namespace Plumb.Cli.Commands.Playbooks.Vault;

/// <summary>
/// Reads and writes the files of vaults. New content comes into its place whole, in a file that only its owner may read; the secret that was in a
/// file before is overwritten on the disk.
/// </summary>
internal sealed class VaultFiles(Terminal terminal)
{
    /// <summary>Standard input and output.</summary>
    public const string Standard = "-";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public byte[] Read(string path)
    {
        try
        {
            return path == Standard ? ReadStandard() : File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new VaultException($"Unable to read source file ({path}): {fault.Message}", fault);
        }
    }

    public void Write(string path, ReadOnlySpan<byte> content, bool wasSecret)
    {
        if (path == Standard)
        {
            WriteStandard(content);
            return;
        }
        var target = Resolve(path);
        Put(target, content, OwnerOnly, shred: wasSecret);
    }

    /// <summary>Keeps the file's permissions.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var target = Resolve(path);
        Put(target, content, File.Exists(target) && !OperatingSystem.IsWindows() ? File.GetUnixFileMode(target) : OwnerOnly, shred: false);
    }

    /// <summary>Overwrites a file with noise and removes it. File systems that write elsewhere keep the old blocks: it is the best that can be done.</summary>
    public static void Shred(string path)
    {
        if (!File.Exists(path)) return;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            var noise = new byte[64 << 10];
            for (var left = file.Length; left > 0; left -= noise.Length)
            {
                RandomNumberGenerator.Fill(noise);
                file.Write(noise, 0, (int)Math.Min(left, noise.Length));
            }
            file.Flush(flushToDisk: true);
        }
        File.Delete(path);
    }

    /// <summary>A new file that only its owner may read; the folder is made if it is missing.</summary>
    public static string CreatePrivate(string folder, string extension, ReadOnlySpan<byte> content)
    {
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, "vault-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) + extension);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(content);
        return path;
    }

    /// <summary>Where a link leads, for the link stays. What is not there yet is none.</summary>
    private static string Resolve(string path) => new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static void Put(string target, ReadOnlySpan<byte> content, UnixFileMode mode, bool shred)
    {
        try
        {
            var fresh = CreatePrivate(Path.GetDirectoryName(Path.GetFullPath(target)) ?? "/", ".tmp", content);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(fresh, mode);
            if (shred) Shred(target);
            File.Move(fresh, target, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new VaultException($"Unable to write {target}: {fault.Message}", fault);
        }
    }

    private byte[] ReadStandard()
    {
        if (terminal.RawIn is not { } open) return System.Text.Encoding.UTF8.GetBytes(terminal.In.ReadToEnd());
        using var input = open();
        using var kept = new MemoryStream();
        input.CopyTo(kept);
        return kept.ToArray();
    }

    private void WriteStandard(ReadOnlySpan<byte> content)
    {
        terminal.Out.Flush();
        if (terminal.RawOut is not { } open)
        {
            terminal.Out.Write(System.Text.Encoding.UTF8.GetString(content));
            return;
        }
        using var output = open();
        output.Write(content);
        output.Flush();
    }
}
