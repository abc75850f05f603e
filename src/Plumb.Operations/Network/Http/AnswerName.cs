using System.Text.RegularExpressions;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Network.Http;

/// <summary>The name under which an answer is kept in a folder.</summary>
internal static partial class AnswerName
{
    /// <summary>The name that the server gives or, without one, the last part of the address; or null.</summary>
    public static string? OfAnswer(UrlAnswer answer)
    {
        if (answer.Header("Content-Disposition") is { } disposition && Parameter().Match(disposition) is { Success: true } match) return HostPath.FileName(match.Groups[1].Value);
        var name = HostPath.FileName(PathOf(answer.Url).TrimEnd('/'));
        return name.Length == 0 ? null : Uri.UnescapeDataString(name);
    }

    /// <summary>The name of an attachment alone.</summary>
    public static string? OfAttachment(UrlAnswer answer)
    {
        if (answer.Header("Content-Disposition") is not { } disposition || Attachment().Match(disposition) is not { Success: true } match) return null;
        // Whatever path a server names, the file stays in the folder.
        return HostPath.FileName(match.Groups[1].Value) is { Length: > 0 } name ? name : null;
    }

    public static string OfUrl(string url) => HostPath.FileName(PathOf(url)) is { Length: > 0 } name ? name : "index.html";

    private static string PathOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? url : url[(start + 3)..];
        var end = rest.AsSpan().IndexOfAny('?', '#');
        if (end >= 0) rest = rest[..end];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : rest[slash..];
    }

    [GeneratedRegex("""filename="?([^";]+)""")]
    private static partial Regex Parameter();

    [GeneratedRegex("""^attachment; ?filename="?([^"]+)""")]
    private static partial Regex Attachment();
}
