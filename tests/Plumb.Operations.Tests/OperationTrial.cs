using System.Text;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Hashing;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Tests;

/// <summary>Runs operations on a host as a play would, with arguments written as JSON.</summary>
internal sealed class OperationTrial(IHost host)
{
    private readonly OperationRunner _runner = new(host, OperationTable.Builtin);

    public IHost Host => host;

    public OperationResult Run(string operation, string arguments, bool check = false, bool diff = false, bool remembers = false, string? content = null)
    {
        var request = new OperationRequest(operation, (MapData)DataJson.Parse(arguments))
        {
            Check = check,
            CheckRemembers = remembers,
            Diff = diff,
            Sources = content is null ? [] : [Source(content)],
        };
        return _runner.RunAsync(request, OperationEvents.None, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    public static SourceContent Source(string text, string name = "/play/files/source.txt")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new SourceContent(name, ContentDigest.Hex("sha256", bytes), ContentDigest.Hex("sha1", bytes), bytes.Length, () => new MemoryStream(bytes));
    }

    public void Write(string path, string text) => host.Files.WriteAll(path, Encoding.UTF8.GetBytes(text));

    public string Read(string path) => Encoding.UTF8.GetString(host.Files.ReadAll(path));

    /// <summary>What a result says, on one line: <c>changed "message" {values}</c>.</summary>
    public static string Summary(OperationResult result)
    {
        var status = result.Failed ? "failed" : result.Skipped ? "skipped" : result.Changed ? "changed" : "ok";
        return result.Message is { Length: > 0 } message ? $"{status}: {message}" : status;
    }
}
