using System.IO.Compression;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Hashing;
using Plumb.Operations.Hosts.Memory;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Tests.Files;

public sealed class ArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("archive").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Zip()
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create))
        {
            foreach (var name in (string[])["a.txt", "in/b.txt"])
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = unchecked((int)0x81A40000);
                entry.LastWriteTime = new DateTimeOffset(2020, 1, 2, 3, 4, 6, TimeSpan.Zero);
                using var writer = new StreamWriter(entry.Open());
                writer.Write(name);
            }
        }
        return output.ToArray();
    }

    private async Task<OperationResult> RunAsync(byte[] archive, string more = "", bool check = false)
    {
        var request = new OperationRequest("unarchive", (MapData)DataJson.Parse($$"""{"src": "x.zip", "dest": "{{_folder}}"{{more}}}"""))
        {
            Check = check,
            Sources = [new SourceContent("/play/files/x.zip", ContentDigest.Hex("sha256", archive), ContentDigest.Hex("sha1", archive), archive.Length, () => new MemoryStream(archive))],
        };
        return await new OperationRunner(TestMachine.In(_folder), OperationTable.Builtin).RunAsync(request, OperationEvents.None, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_zip_that_was_sent_is_unpacked_once()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/unzip") && File.Exists("/usr/bin/zipinfo"), "needs unzip");
        var archive = Zip();
        var predicted = await RunAsync(archive, check: true);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        var first = await RunAsync(archive, ", \"list_files\": true");
        var second = await RunAsync(archive);

        Assert.Equal("changed", OperationTrial.Summary(predicted));
        Assert.Equal(">f++++++.?? a.txt\n>f++++++.?? in/b.txt\n", predicted.Diffs[0].Prepared);
        Assert.Equal(("changed", "ZipArchive"), (OperationTrial.Summary(first), first.Values.Text("handler")));
        Assert.Equal(["a.txt", "in/b.txt"], first.Values.Texts("files"));
        Assert.Equal("in/b.txt", await File.ReadAllTextAsync(_folder + "/in/b.txt", TestContext.Current.CancellationToken));
        Assert.Equal("ok", OperationTrial.Summary(second));
    }

    [Fact]
    public async Task What_is_no_archive_is_told_so() => Assert.StartsWith("Failed to find handler for", (await RunAsync([1, 2, 3])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_host_is_found_under_its_digest()
    {
        const string Key = "h.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKmUhEoPE0fTjQb0SmXfKx2f0Q0cVOsJ0JcLQ3F4o5Yx";
        var trial = new OperationTrial(new MemoryHost());
        string Run(string more) => OperationTrial.Summary(trial.Run("known_hosts", $$"""{"path": "/k", "name": "h.example", {{more}}}"""));

        Assert.Equal("changed", Run($"\"key\": \"{Key}\", \"hash_host\": true"));
        Assert.StartsWith("|1|", trial.Read("/k"), StringComparison.Ordinal);
        Assert.Equal("ok", Run($"\"key\": \"{Key}\", \"hash_host\": true"));
        Assert.Equal("changed", Run("\"state\": \"absent\""));
        Assert.Equal("", trial.Read("/k"));
    }

    [Fact]
    public void The_key_of_an_authority_stands_beside_that_of_a_host_it_vouches_for()
    {
        const string Authority = "@cert-authority *.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKmUhEoPE0fTjQb0SmXfKx2f0Q0cVOsJ0JcLQ3F4o5Yx";
        const string Own = "h.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPx6KAHnQhaWdYQoaclJMWfneZckvYOkZ32gUJO1zzJK";
        var trial = new OperationTrial(new MemoryHost());
        string Run(string name, string key) => OperationTrial.Summary(trial.Run("known_hosts", $$"""{"path": "/k", "name": "{{name}}", "key": "{{key}}"}"""));

        Assert.Equal("changed", Run("*.example", Authority));
        Assert.Equal("changed", Run("h.example", Own));
        Assert.Equal("ok", Run("*.example", Authority));
        Assert.Equal("ok", Run("h.example", Own));
        Assert.Equal($"{Authority}\n{Own}\n", trial.Read("/k"));
    }
}
