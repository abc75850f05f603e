using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hashing;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Network.Http;

namespace Plumb.Operations.Network.GetUrl;

/// <summary>The digest that a download must have: given, or in a list at another address.</summary>
internal sealed partial record ExpectedDigest(string Algorithm, string Value)
{
    /// <summary>The digest, or null where none is wanted.</summary>
    public static async ValueTask<ExpectedDigest?> FromAsync(OperationContext context, Download download, CancellationToken cancellation)
    {
        var text = context.Arguments.RequiredText("checksum");
        if (text.Length == 0) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) throw Failure(context, "The checksum parameter has to be in format <algorithm>:<checksum>");
        var (algorithm, value) = (text[..colon], text[(colon + 1)..]);
        if (IsAddress().IsMatch(value)) value = await FromListAsync(context, download, value, cancellation).ConfigureAwait(false);
        value = NoWord().Replace(value, "").ToLowerInvariant();
        if (value.Length == 0 || value.Any(c => !char.IsAsciiHexDigit(c))) throw Failure(context, "The checksum format is invalid");
        return new ExpectedDigest(algorithm, value);
    }

    /// <summary>The digest of a file by the same algorithm.</summary>
    public string Of(IHostFiles files, string path) => ContentDigest.Create(Algorithm) is not null
        ? files.Digest(path, Algorithm)
        : throw new OperationException($"Could not hash file '{path}' with algorithm '{Algorithm}'. Available algorithms: {string.Join(", ", ContentDigest.Algorithms)}");

    private static async ValueTask<string> FromListAsync(OperationContext context, Download download, string address, CancellationToken cancellation)
    {
        var content = await download.RunAsync(address, "GET", null, force: false, cancellation).ConfigureAwait(false);
        var text = context.Host.Files.ReadTextOrNull(content.Path) ?? "";
        context.Host.Files.RemoveTree(content.Folder);
        var name = AnswerName.OfUrl(context.Arguments.RequiredText("url"));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 1 && lines[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 1) return lines[0];
        foreach (var line in lines)
        {
            var split = line.IndexOf(' ', StringComparison.Ordinal);
            if (split < 0) continue;
            // The digest is followed by a space or, for binary content, a star.
            var listed = line[(split + 1)..];
            if (listed is [' ' or '*', ..]) listed = listed[1..];
            if (listed.TrimStart('.', '/') == name) return line[..split];
        }
        throw new OperationException($"Unable to find a checksum for file '{name}' in '{address}'");
    }

    private static OperationException Failure(OperationContext context, string message) => new(message, new MapBuilder
    {
        ["checksum_dest"] = DataValue.Null,
        ["checksum_src"] = DataValue.Null,
        ["dest"] = context.Arguments.Text("dest"),
        ["elapsed"] = 0,
        ["url"] = context.Arguments.Text("url"),
    }.Build());

    [GeneratedRegex("^(https?|ftp|file):")]
    private static partial Regex IsAddress();

    [GeneratedRegex(@"\W+")]
    private static partial Regex NoWord();
}
