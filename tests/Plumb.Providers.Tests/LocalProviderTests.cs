using Plumb.Core.Values;

namespace Plumb.Providers.Tests;

public sealed class LocalProviderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("plumb").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("local_file", "content")]
    [InlineData("local_file", "sensitive_content")]
    [InlineData("local_sensitive_file", "content")]
    public async Task A_file_is_written_noticed_when_changed_and_deleted(string type, string content)
    {
        var path = Path.Combine(_directory, "sub", "file.txt");
        var file = new Embedded("local", type);
        (string, Value)[] arguments = [("filename", Value.String(path)), (content, Value.String("hello")), ("file_permission", Value.String("0640"))];
        var made = await file.Create(arguments);
        Assert.Equal("hello", File.ReadAllText(path));
        if (!OperatingSystem.IsWindows()) Assert.Equal("640", Convert.ToString((int)File.GetUnixFileMode(path), 8));
        Assert.Equal("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d", Embedded.Text(made, "id"));
        Assert.Equal("5d41402abc4b2a76b9719d911017c592", Embedded.Text(made, "content_md5"));
        Assert.Equal([content], await file.Replacing(made, arguments[0], (content, Value.String("bye")), arguments[2]));
        Assert.Equal(["file_permission"], await file.Replacing(made, arguments[0], arguments[1]));

        Assert.Equal(made, await file.Read(made));
        File.WriteAllText(path, "other");
        Assert.True((await file.Read(made)).IsNull);
        await file.Delete(made);
        Assert.False(File.Exists(path));
        Assert.True((await file.Read(made)).IsNull);
        await file.Delete(made);
    }

    [Fact]
    public async Task Content_comes_from_bytes_or_from_another_file()
    {
        var file = new Embedded("local", "local_file");
        var first = Value.String(Path.Combine(_directory, "a"));
        await file.Create(("filename", first), ("content_base64", Value.String("AAH/")));
        var copy = await file.Create(("filename", Value.String(Path.Combine(_directory, "b"))), ("source", first));
        var read = Assert.IsType<ObjectValue>((await file.ReadData(("filename", copy["filename"] ?? first))).State);
        Assert.Equal("AAH/", Embedded.Text(read, "content_base64"));
        Assert.Equal(copy["content_sha256"], read["content_sha256"]);
    }

    [Fact]
    public async Task Faults_are_reported()
    {
        var file = new Embedded("local", "local_file");
        (string, Value) name = ("filename", Value.String(_directory));
        Assert.Equal(["Invalid Attribute Combination"], await file.Problems(name));
        Assert.Equal(["Invalid Attribute Combination"], await file.Problems(name, ("content", Value.String("")), ("source", Value.String("x"))));
        Assert.Equal(["Invalid File Permission String Value"], await file.Problems(name, ("content", Value.String("")), ("file_permission", Value.String("0888"))));
        Assert.Equal("Create local file error", Assert.Single((await file.TryCreate(name, ("content", Value.String("")))).Diagnostics).Summary);
        Assert.Single((await file.ReadData(("filename", Value.String(Path.Combine(_directory, "none"))))).Diagnostics);
    }
}
