namespace Plumb.Operations.Network.Http;

/// <summary>Types of content by the ends of names: those that people send in forms.</summary>
internal static class MimeTypes
{
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        ["txt"] = "text/plain",
        ["conf"] = "text/plain",
        ["log"] = "text/plain",
        ["csv"] = "text/csv",
        ["html"] = "text/html",
        ["htm"] = "text/html",
        ["css"] = "text/css",
        ["xml"] = "text/xml",
        ["md"] = "text/markdown",
        ["py"] = "text/x-python",
        ["js"] = "application/javascript",
        ["json"] = "application/json",
        ["pdf"] = "application/pdf",
        ["zip"] = "application/zip",
        ["tar"] = "application/x-tar",
        ["sh"] = "application/x-sh",
        ["jar"] = "application/java-archive",
        ["deb"] = "application/x-debian-package",
        ["rpm"] = "application/x-rpm",
        ["png"] = "image/png",
        ["jpg"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["gif"] = "image/gif",
        ["svg"] = "image/svg+xml",
        ["ico"] = "image/vnd.microsoft.icon",
        ["mp3"] = "audio/mpeg",
        ["mp4"] = "video/mp4",
        ["bin"] = "application/octet-stream",
        ["exe"] = "application/octet-stream",
    };

    public static string OfName(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot >= 0 && ByExtension.TryGetValue(name[(dot + 1)..], out var type) ? type : "application/octet-stream";
    }
}
