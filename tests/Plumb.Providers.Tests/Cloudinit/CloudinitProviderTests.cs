using System.IO.Compression;
using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Providers.Tests.Cloudinit;

public sealed class CloudinitProviderTests
{
    private static readonly string[] PartArguments = ["content_type", "content", "filename", "merge_type"];
    private static readonly DataType Part = DataType.Object(PartArguments.Select(a => KeyValuePair.Create(a, (DataType)DataType.String)));

    private readonly Embedded _config = new("cloudinit", "cloudinit_config");

    // The documents are those that the official provider's own tests hold it to.
    [Fact]
    public async Task A_compressed_document_is_the_official_provider_s() => Assert.Equal(
        "H4sIAAAAAAAA/2TNuwrCQBCF4X5h32FJP0YrIWLhJYVFFEQFy1xGM5DMhtkJJG8vWkjQ8sDP+XaeFVnhMnaYuLZvlLpcNG5pwGrlCt9zlcu4jrJDlm5P1+N+c75H5r3ghhLIc+IWs7k11gBMI2u+35JzeKBAyqWviJ+JWxakk+CDKw4aDxBqbJpQCnVqTUYt/jk1jlqj4K8IYM0rAAD//0u6BO3QAAAA",
        Embedded.Text(await Read(("part", Parts(new Dictionary<string, string> { ["content_type"] = "text/x-shellscript", ["content"] = "heythere" }))), "rendered"));

    [Fact]
    public async Task A_plain_document_is_the_official_provider_s()
    {
        var read = await Read(("gzip", Value.False), ("base64_encode", Value.False), ("part", Parts(
            new Dictionary<string, string> { ["content_type"] = "text/x-shellscript", ["content"] = "foo1", ["filename"] = "foofile1.txt", ["merge_type"] = "list()+dict()+str()" },
            new() { ["content"] = "ffbaz" })));
        Assert.Equal("Content-Type: multipart/mixed; boundary=\"MIMEBOUNDARY\"\nMIME-Version: 1.0\r\n\r\n--MIMEBOUNDARY\r\nContent-Disposition: attachment; filename=\"foofile1.txt\"\r\n"
            + "Content-Transfer-Encoding: 7bit\r\nContent-Type: text/x-shellscript\r\nMime-Version: 1.0\r\nX-Merge-Type: list()+dict()+str()\r\n\r\nfoo1\r\n--MIMEBOUNDARY\r\n"
            + "Content-Transfer-Encoding: 7bit\r\nContent-Type: text/plain\r\nMime-Version: 1.0\r\n\r\nffbaz\r\n--MIMEBOUNDARY--\r\n", Embedded.Text(read, "rendered"));
        Assert.Equal(Value.String("text/plain"), ((ObjectValue)((ListValue)read["part"]!)[1])["content_type"]);
    }

    [Fact]
    public async Task A_mail_reader_finds_the_parts()
    {
        using var folder = new TemporaryFolder();
        var read = await Read(("gzip", Value.True), ("boundary", Value.String("a=b")), ("part", Parts(
            new() { ["content"] = "#cloud-config\nruncmd: [ls]\n", ["content_type"] = "text/cloud-config", ["filename"] = "a.yaml" }, new() { ["content"] = "second ä" })));
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(Embedded.Text(read, "rendered"))), CompressionMode.Decompress);
        using var document = new StreamReader(gzip, Encoding.UTF8);
        var path = folder.Write("document", await document.ReadToEndAsync(TestContext.Current.CancellationToken));
        var script = folder.Write("read.py", """
            import email, sys
            for part in email.message_from_bytes(open(sys.argv[1], "rb").read()).get_payload():
                print(part.get_content_type(), part.get_filename(), repr(part.get_payload(decode=True)))
            """);
        Assert.Equal("text/cloud-config a.yaml b'#cloud-config\\nruncmd: [ls]\\n'\ntext/plain None b'second \\xc3\\xa4'\n", await Tool.Run("python3", script, path));
    }

    [Fact]
    public async Task A_resource_keeps_its_document_until_an_argument_changes()
    {
        (string, Value) part = ("part", Parts(new Dictionary<string, string> { ["content"] = "x" }));
        var made = await _config.Create(part);
        Assert.Equal(Embedded.Text(await Read(part), "rendered"), Embedded.Text(made, "rendered"));
        Assert.Equal(["part", "part"], await _config.Replacing(made, ("part", Parts(new Dictionary<string, string> { ["content"] = "y" }))));
        Assert.Equal(["boundary"], await _config.Replacing(made, part, ("boundary", Value.String("z"))));
    }

    [Fact]
    public async Task Faults_are_reported()
    {
        (string, Value) part = ("part", Parts(new Dictionary<string, string> { ["content"] = "x" }));
        Assert.Equal(["Invalid Block"], await _config.Problems());
        Assert.Equal(["Invalid Attribute Configuration"], await _config.Problems(part, ("base64_encode", Value.False)));
        Assert.Empty(await _config.Problems(part, ("base64_encode", Value.False), ("gzip", Value.Unknown(DataType.Bool))));
        Assert.Equal(["Invalid Attribute Value Length"], await _config.Problems(part, ("boundary", Value.String(""))));
        Assert.Single((await _config.ReadData(part, ("boundary", Value.String("a\nb")))).Diagnostics);
    }

    private static ListValue Parts(params Dictionary<string, string>[] parts) => Value.List(Part, [.. parts.Select(p =>
        Value.Object(PartArguments.Select(a => KeyValuePair.Create(a, p.TryGetValue(a, out var text) ? (Value)Value.String(text) : Value.Null(DataType.String)))))]);

    private async Task<ObjectValue> Read(params (string, Value)[] arguments)
    {
        var read = await _config.ReadData(arguments);
        Assert.Empty(read.Diagnostics);
        return Assert.IsType<ObjectValue>(read.State);
    }
}
