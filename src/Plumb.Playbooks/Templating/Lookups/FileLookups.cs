using System.Text;
using Plumb.Playbooks.Templating.Controller;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>Lookups of files on the controller.</summary>
internal static class FileLookups
{
    public static readonly Lookup File = new("file", call => [.. call.TextTerms().Select(term => Content(call, term))]);

    public static readonly Lookup Unvault = new("unvault", call => [.. call.TextTerms().Select(term => Unvaulted(call, term))]);

    public static readonly Lookup FileGlob = new("fileglob", call => [.. call.TextTerms().SelectMany(term => Glob(call, term))]);

    private static string Content(LookupCall call, string term)
    {
        var content = call.FindFile("files", term) is { } path ? call.Files.Read(path) : null;
        if (content is null) throw TemplatingException.Failure($"could not locate file in lookup: {term}");
        var text = Encoding.UTF8.GetString(content);
        if (call.Flag("lstrip", false)) text = text.TrimStart();
        return call.Flag("rstrip", true) ? text.TrimEnd() : text;
    }

    private static string Unvaulted(LookupCall call, string term)
    {
        var content = call.FindFile("files", term) is { } path ? call.Files.Read(path) : null;
        return content is not null
            ? Encoding.UTF8.GetString(content)
            : throw new TemplatingException(TemplatingFault.Failure, $"Unable to find file matching \"{term}\" ", null, "ansible.errors.AnsibleParserError");
    }

    private static List<string> Glob(LookupCall call, string term)
    {
        var name = PosixPath.BaseName(term);
        return Directories(call, term, name)
            .Select(directory => Python.FileGlob.Find(PosixPath.Join(directory, name), call.Files).Where(path => call.Files.Find(path) is { Kind: ControllerFileKind.File }).ToList())
            .FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private static IEnumerable<string> Directories(LookupCall call, string term, string name)
    {
        if (name != term) return call.FindFile("files", PosixPath.DirectoryName(term)) is { } found ? [found] : [];
        return new FileSearch(call.Settings, call.Variables).Paths().SelectMany(path => new[] { PosixPath.Join(path, "files"), path });
    }
}
