using System.Buffers;
using System.Text;

namespace Plumb.Providers.Cloudinit;

/// <summary>One file of a user-data document. Empty names and merge types are the same as none.</summary>
internal sealed record MimePart(string ContentType, string Content, string? FileName, string? MergeType);

/// <summary>
/// Writes a multi-part document (RFC 2046, section 5.1) as cloud-init reads it and as the official provider writes it, line
/// feeds and the order of headers included: another byte would seem to change a machine's user data.
/// </summary>
internal static class MimeDocument
{
    private const int LongestBoundary = 70;

    private static readonly SearchValues<char> BoundaryCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=? ");

    public static bool IsBoundary(string text) =>
        text.Length is > 0 and <= LongestBoundary && text[^1] != ' ' && !text.AsSpan().ContainsAnyExcept(BoundaryCharacters);

    public static string Write(string boundary, IEnumerable<MimePart> parts)
    {
        var text = new StringBuilder();
        text.Append($"Content-Type: multipart/mixed; boundary=\"{boundary}\"\nMIME-Version: 1.0\r\n\r\n");
        var isFirst = true;
        foreach (var part in parts)
        {
            text.Append($"{(isFirst ? "" : "\r\n")}--{boundary}\r\n");
            isFirst = false;
            if (part.FileName is { Length: > 0 } name) text.Append($"Content-Disposition: attachment; filename=\"{name}\"\r\n");
            text.Append("Content-Transfer-Encoding: 7bit\r\n");
            text.Append($"Content-Type: {part.ContentType}\r\nMime-Version: 1.0\r\n");
            if (part.MergeType is { Length: > 0 } merge) text.Append($"X-Merge-Type: {merge}\r\n");
            text.Append("\r\n").Append(part.Content);
        }
        return text.Append($"\r\n--{boundary}--\r\n").ToString();
    }
}
