namespace Plumb.Operations.Administration.Mounts;

/// <summary>How a line of <c>/etc/fstab</c> is to be.</summary>
internal sealed record MountLine(string Source, string Point, string Type, string Options, string Dump, string Pass)
{
    public string Render() => $"{Escape(Source)} {Escape(Point)} {Escape(Type)} {Escape(Options)} {Escape(Dump)} {Escape(Pass)}\n";

    /// <summary>A field as the file has it: what would end it, and the character that escapes, in octal.</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal).Replace("&", "\\046", StringComparison.Ordinal);
}
