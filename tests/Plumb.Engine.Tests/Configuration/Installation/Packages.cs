using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Plumb.Engine.Tests.Configuration.Installation;

/// <summary>Makes archives and repositories for tests.</summary>
internal static class Packages
{
    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return stream.ToArray();
    }

    public static byte[] ZipLink(string name, string target)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var link = zip.CreateEntry(name);
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var entry = link.Open();
            entry.Write(Encoding.UTF8.GetBytes(target));
        }
        return stream.ToArray();
    }

    public static byte[] Tar(params TarEntry[] entries)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var entry in entries) tar.WriteEntry(entry);
        }
        return stream.ToArray();
    }

    public static TarEntry File(string name, string text) => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    public static TarEntry Link(TarEntryType type, string name, string target) => new PaxTarEntry(type, name) { LinkName = target };

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress, leaveOpen: true)) gzip.Write(content);
        return stream.ToArray();
    }

    /// <summary>A program's filter, for the formats that .NET does not have.</summary>
    public static byte[] Through(string program, byte[] content)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-c"]) { RedirectStandardInput = true, RedirectStandardOutput = true }) ?? throw new InvalidOperationException();
        process.StandardInput.BaseStream.Write(content);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return output.ToArray();
    }

    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(d => System.IO.File.Exists(Path.Combine(d, program)));

    public static void Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
    }

    /// <summary>Commits these files and gives the commit a name.</summary>
    public static void Commit(string folder, string tag, params (string Name, string Text)[] files)
    {
        if (!Directory.Exists(Path.Combine(folder, ".git")))
        {
            Directory.CreateDirectory(folder);
            Git(folder, "init", "-q");
        }
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            System.IO.File.WriteAllText(path, text);
        }
        Git(folder, "add", "-A");
        Git(folder, "commit", "-q", "-m", tag);
        Git(folder, "tag", tag);
    }
}
