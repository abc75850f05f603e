namespace Plumb.Operations.Packages.Repositories;

/// <summary>A line of a list of sources: a source, switched on or off, or anything else, which stays as it is.</summary>
internal sealed record AptSource(bool IsValid, bool IsEnabled, string Text, string Comment)
{
    private static readonly string[] Types = ["deb", "deb-src"];

    public static AptSource Parse(string line)
    {
        line = line.Trim();
        var isEnabled = !line.StartsWith('#');
        if (!isEnabled) line = line[1..];
        var comment = "";
        if (line.IndexOf('#', StringComparison.Ordinal) is > 0 and var hash)
        {
            comment = line[(hash + 1)..].Trim();
            line = line[..hash];
        }
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var isValid = words.Length > 0 && Types.Contains(words[0]);
        return new AptSource(isValid, isEnabled, isValid ? string.Join(' ', words) : line.Trim(), comment);
    }

    public string Render() => (IsEnabled ? "" : "# ") + Text + (Comment.Length > 0 ? " # " + Comment : "") + "\n";
}
