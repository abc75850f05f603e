namespace Plumb.Jinja.Parsing;

/// <summary>Line ends: any kind is read, one kind is kept inside, and the environment says which comes out.</summary>
internal static class LineEnds
{
    public static string Normalize(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;

    public static string Apply(string text, string sequence) => sequence == "\n" ? text : text.Replace("\n", sequence, StringComparison.Ordinal);
}
