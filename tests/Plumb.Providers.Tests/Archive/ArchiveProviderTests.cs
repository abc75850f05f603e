using System.Text;
using CsCheck;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Providers.Archive;

namespace Plumb.Providers.Tests.Archive;

public sealed class ArchiveProviderTests : IDisposable
{
    private static readonly DataType Source = DataType.Object([KeyValuePair.Create("content", (DataType)DataType.String), KeyValuePair.Create("filename", (DataType)DataType.String)]);

    private readonly TemporaryFolder _folder = new();
    private readonly Embedded _archive = new("archive", "archive_file");

    public void Dispose() => _folder.Dispose();

    // The checksums are those that the official provider's own tests hold it to.
    [Theory]
    [InlineData("zip", "3fb55c931a048943b8d7558dde7c2e4bfc8e04be33b1b55691053d1352391fa7")]
    [InlineData("tar.gz", "ae18ec27af576dd62f29cec7ae0df130e7487c1a3cddefdec9f27d5ed3a4ca95")]
    public async Task A_text_makes_the_archive_that_the_official_provider_makes(string type, string sha256)
    {
        var read = await Read(type, ("source_content", Value.String("This is some content")), ("source_content_filename", Value.String("content.txt")));
        Assert.Equal(sha256, Embedded.Text(read, "output_sha256"));
        Assert.Equal(new FileInfo(_folder["out"]).Length, ((NumberValue)read["output_size"]!).Number.ToDouble());
    }

    [Theory]
    [InlineData("zip", "5131387f97167da47aa741df3ab2c82f182f17c514c222538d34708d04e0756b")]
    [InlineData("tar.gz", "6f1b1a5d17e42fae154f0bdf9301a0ad43394d7fe8485b64dfdb533a0cf07784")]
    public async Task A_file_makes_the_archive_that_the_official_provider_makes(string type, string sha256)
    {
        var file = _folder.Write("test-file.txt", "This is test content");
        Assert.Equal(sha256, Embedded.Text(await Read(type, ("source_file", Value.String(file)), ("output_file_mode", Value.String("0666"))), "output_sha256"));
    }

    [Theory]
    [InlineData("zip", "c9d07cc2dabc9caf6f43bed51fa613c281e6ca58cae3a8d6fae2094b00b3369a")]
    [InlineData("tar.gz", "1b10e0f355025819486fb688aa04217939ea976cd271089bc0092e2994dbaaba")]
    public async Task A_directory_makes_the_archive_that_the_official_provider_makes(string type, string sha256)
    {
        for (var i = 1; i <= 3; i++) _folder.Write($"dir/file{i}.txt", $"This is file {i}");
        Assert.Equal(sha256, Embedded.Text(await Read(type, ("source_dir", Value.String(_folder["dir"])), ("output_file_mode", Value.String("0666"))), "output_sha256"));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public async Task Other_programs_read_what_is_in_an_archive(string type)
    {
        var large = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"line {i * 7919 % 1000}\n"));
        var longName = string.Join('/', Enumerable.Repeat("directory", 12)) + "/" + new string('n', 120) + ".txt";
        var texts = new Dictionary<string, string> { ["a.txt"] = "", ["ä/ö.txt"] = "umlauts", ["large"] = large, [longName] = "deep" };
        await Read(type, ("source", Value.Set(Source, [.. texts.Select(t => Value.Object(("content", Value.String(t.Value)), ("filename", Value.String(t.Key))))])));
        var target = Directory.CreateDirectory(_folder["unpacked"]).FullName;
        // unzip takes the names for those of an old system, and so it does with the official provider's archives.
        if (type == "zip") await Tool.Run("unzip", "-tq", _folder["out"]);
        await (type == "zip" ? Tool.Run("python3", "-m", "zipfile", "-e", _folder["out"], target) : Tool.Run("tar", "-xzf", _folder["out"], "-C", target));
        foreach (var (name, text) in texts) Assert.Equal(text, File.ReadAllText(Path.Combine(target, name), Encoding.UTF8));
    }

    [Fact]
    public void Any_content_comes_out_as_it_went_in() =>
        Gen.Select(Gen.Byte[0, 3].Array[0, 400], Gen.Int[1, 300]).Array[1, 4].Sample(files =>
        {
            ArchiveEntry[] entries = [.. files.Select((f, i) => new ArchiveEntry($"{i}", [.. Enumerable.Repeat(f.Item1, f.Item2).SelectMany(b => b)], i % 2 == 0 ? null : 0x1A4))];
            using var zip = new MemoryStream();
            ZipArchive.Write(entries, zip);
            using var read = new System.IO.Compression.ZipArchive(zip);
            using var tar = new MemoryStream();
            TarArchive.Write(entries, tar);
            tar.Position = 0;
            using var tape = new System.Formats.Tar.TarReader(tar);
            foreach (var entry in entries)
            {
                Assert.Equal(entry.Content, Bytes(read.GetEntry(entry.Name)?.Open()));
                Assert.Equal(entry.Content, Bytes(tape.GetNextEntry()?.DataStream));
            }
            Assert.Null(tape.GetNextEntry());
        }, iter: 60);

    [Fact]
    public async Task Patterns_leave_files_out_and_links_are_followed()
    {
        foreach (var name in (string[])["dir/a.txt", "dir/b.log", "dir/sub/c.txt", "dir/sub/deep/d.log", "dir/node_modules/e.txt", "other/f.txt"]) _folder.Write(name, name);
        Directory.CreateSymbolicLink(_folder["dir/linked"], _folder["other"]);
        File.CreateSymbolicLink(_folder["dir/link.txt"], _folder["dir/a.txt"]);
        Assert.Equal(["a.txt", "b.log", "link.txt", "linked/f.txt", "node_modules/e.txt", "sub/c.txt", "sub/deep/d.log"], Names());
        Assert.Equal(["a.txt", "link.txt", "sub/c.txt"], Names(["**/*.log", "node_modules", "linked/**"]));
        Assert.Equal(["a.txt", "b.log", "link.txt", "node_modules/e.txt", "sub/c.txt", "sub/deep/d.log"], Names([], followsLinks: false));

        Directory.CreateSymbolicLink(_folder["dir/sub/round"], _folder["dir"]);
        var circle = await _archive.ReadData(("type", Value.String("zip")), ("output_path", Value.String(_folder["out"])), ("source_dir", Value.String(_folder["dir"])));
        Assert.Contains("circle", Assert.Single(circle.Diagnostics).Detail, StringComparison.Ordinal);

        string[] Names(string[]? excludes = null, bool followsLinks = true) => [.. new DirectoryFiles(
            [.. (excludes ?? []).Select(e => ExcludePattern.TryParse(e, out var pattern) ? pattern : throw new FormatException(e))], followsLinks).Find(_folder["dir"]).Select(f => f.Name)];
    }

    [Theory]
    [InlineData("a/**", "a", true)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("**/c", "c", true)]
    [InlineData("**/c", "a/b/c", true)]
    [InlineData("a/**/c", "a/b/b/c", true)]
    [InlineData("a*", "ab/c", false)]
    [InlineData("abc**", "abc/b", false)]
    [InlineData("a?b", "a☺b", true)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("ab[^b-d]", "abc", false)]
    [InlineData("ab[!e-g]", "abc", true)]
    [InlineData("[a-b-d]", "-", true)]
    [InlineData("[\\]a]", "]", true)]
    [InlineData("{a/{b,c},abc}", "a/c", true)]
    [InlineData("{a/{b,c},abc}", "a/b/c", false)]
    [InlineData("a{,bc}", "a", true)]
    [InlineData("e/\\*", "e/*", true)]
    [InlineData("e/\\*", "e/x", false)]
    [InlineData("*.{js,ts}", "x.ts", true)]
    [InlineData("a.b", "axb", false)]
    public void A_pattern_matches_paths(string pattern, string path, bool matches)
    {
        Assert.True(ExcludePattern.TryParse(pattern, out var parsed));
        Assert.Equal(matches, parsed.Matches(path));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[]a]")]
    [InlineData("a{b,c")]
    [InlineData("a\\")]
    public void A_malformed_pattern_is_refused(string pattern) => Assert.False(ExcludePattern.TryParse(pattern, out _));

    [Fact]
    public async Task A_resource_is_made_anew_when_its_sources_change()
    {
        var file = _folder.Write("in.txt", "one");
        (string, Value)[] arguments = [("type", Value.String("zip")), ("output_path", Value.String(_folder["sub/out.zip"])), ("source_file", Value.String(file))];
        var made = await _archive.Create(arguments);
        File.WriteAllText(file, "two");
        var read = Assert.IsType<ObjectValue>(await _archive.Read(made));
        Assert.NotEqual(made["output_sha256"], read["output_sha256"]);
        Assert.Equal(["type"], await _archive.Replacing(read, ("type", Value.String("tar.gz")), arguments[1], arguments[2]));
    }

    [Fact]
    public async Task Faults_are_reported()
    {
        (string, Value)[] common = [("type", Value.String("zip")), ("output_path", Value.String(_folder["out"]))];
        Assert.Equal(["Missing Attribute Configuration"], await _archive.Problems(common));
        Assert.Equal(["Invalid Attribute Combination"], await _archive.Problems([.. common, ("source_dir", Value.String("a")), ("source_file", Value.String("b"))]));
        foreach (var argument in (string[])["source_dir", "source_file"])
            Assert.Equal("Archive creation error", Assert.Single((await _archive.ReadData([.. common, (argument, Value.String(_folder["none"]))])).Diagnostics).Summary);
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Contains("would be empty", Assert.Single((await _archive.ReadData([.. common, ("source_dir", Value.String(_folder["empty"]))])).Diagnostics).Detail, StringComparison.Ordinal);
        (string, Value)[] text = [("source_content", Value.String("x")), ("source_content_filename", Value.String("x"))];
        Assert.Contains("not supported", Assert.Single((await _archive.ReadData([("type", Value.String("rar")), common[1], .. text])).Diagnostics).Detail, StringComparison.Ordinal);
        Assert.Contains("output_file_mode", Assert.Single((await _archive.ReadData([.. common, .. text, ("output_file_mode", Value.String("0999"))])).Diagnostics).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0644", 0x1A4)]
    [InlineData("0o755", 0x1ED)]
    [InlineData("0x1ff", 0x1FF)]
    [InlineData("0b111", 7)]
    [InlineData("420", 420)]
    [InlineData("0", 0)]
    [InlineData("rwx", null)]
    [InlineData("0_6__4", null)]
    [InlineData("", null)]
    public void A_file_mode_is_a_number_in_any_notation(string text, int? mode) => Assert.Equal(mode, FileModeText.TryParse(text, out var parsed) ? parsed : null);

    private static byte[] Bytes(Stream? stream)
    {
        using var bytes = new MemoryStream();
        stream?.CopyTo(bytes);
        return bytes.ToArray();
    }

    private async Task<ObjectValue> Read(string type, params (string, Value)[] arguments)
    {
        var read = await _archive.ReadData([("type", Value.String(type)), ("output_path", Value.String(_folder["out"])), .. arguments]);
        Assert.Empty(read.Diagnostics);
        return Assert.IsType<ObjectValue>(read.State);
    }
}
