using System.Formats.Tar;
using Plumb.Engine.Configuration.Installation;
using Plumb.Packages;
using Plumb.Packages.Archives;

namespace Plumb.Engine.Tests.Configuration.Installation;

/// <summary>Archives that somebody made to do harm.</summary>
public sealed class HostileArchiveTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("../out")]
    [InlineData("a/../../out")]
    [InlineData("/out")]
    [InlineData("..\\out")]
    public async Task No_entry_is_written_outside(string name)
    {
        await Refuses(ArchiveFormat.Zip, Packages.Zip((name, "x")));
        await Refuses(ArchiveFormat.Tar, Packages.Tar(Packages.File(name, "x")));
        Assert.False(File.Exists(Path.Combine(_folder, "out")));
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("..")]
    [InlineData("a/../../..")]
    public async Task No_link_leads_outside(string target)
    {
        await Refuses(ArchiveFormat.Zip, Packages.ZipLink("link", target));
        await Refuses(ArchiveFormat.Tar, Packages.Tar(Packages.Link(TarEntryType.SymbolicLink, "link", target)));
    }

    [Fact]
    public async Task Links_cannot_be_chained_to_lead_outside() => await Refuses(ArchiveFormat.Tar, Packages.Tar(
        new PaxTarEntry(TarEntryType.Directory, "d"),
        Packages.Link(TarEntryType.SymbolicLink, "d/up", ".."),
        Packages.Link(TarEntryType.SymbolicLink, "out", "d/up/../..")));

    [Fact]
    public async Task Nothing_is_written_through_a_link() => await Refuses(ArchiveFormat.Tar, Packages.Tar(
        new PaxTarEntry(TarEntryType.Directory, "real"),
        Packages.Link(TarEntryType.SymbolicLink, "link", "real"),
        Packages.File("link/file", "x")));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../etc/passwd")]
    public async Task No_hard_link_takes_a_file_from_outside(string target) =>
        await Refuses(ArchiveFormat.Tar, Packages.Tar(Packages.Link(TarEntryType.HardLink, "copy", target)));

    [Fact]
    public async Task A_small_archive_that_unpacks_to_much_is_refused()
    {
        var bomb = Packages.Gzip(Packages.Tar(Packages.File("a", new string('0', 600_000)), Packages.File("b", new string('0', 600_000))));
        Assert.True(bomb.Length < 20_000);
        var file = Write(bomb);
        var failure = await Assert.ThrowsAsync<FetchException>(() => ArchiveExtractor.ExtractAsync(file, ArchiveFormat.TarGzip, new ExtractionTarget(Path.Combine(_folder, "in"), 1_000_000), None));
        Assert.Contains("more than", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_archive_is_reported()
    {
        File.WriteAllText(Path.Combine(_folder, "x.zip"), "no zip");
        using var http = new HttpClient();
        await Assert.ThrowsAsync<FetchException>(() => new PackageFetcher(http, _ => null).FetchAsync($"file://{_folder}/x.zip", Path.Combine(_folder, "in"), None));
    }

    private async Task Refuses(ArchiveFormat format, byte[] archive) =>
        await Assert.ThrowsAsync<FetchException>(() => ArchiveExtractor.ExtractAsync(Write(archive), format, Path.Combine(_folder, "in"), None));

    private string Write(byte[] archive)
    {
        var file = Path.Combine(_folder, "archive");
        File.WriteAllBytes(file, archive);
        return file;
    }
}
