using Plumb.Jinja.Calls;
using Plumb.Playbooks.Templating.Controller;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Templating.Tests;

/// <summary>Tests of paths on the controller.</summary>
internal static class FileTests
{
    public static IEnumerable<JinjaTest> All(TemplarSettings settings)
    {
        var files = settings.Files;
        return
        [
            .. Named(["directory", "is_dir"], "", call => files.Find(call.RequiredText())?.Kind == ControllerFileKind.Directory),
            .. Named(["file", "is_file"], "", call => files.Find(call.RequiredText())?.Kind == ControllerFileKind.File),
            .. Named(["link", "is_link"], "", call => files.Find(call.RequiredText(), followLinks: false)?.Kind == ControllerFileKind.Link),
            .. Named(["exists"], "", call => files.Find(call.RequiredText()) is not null),
            .. Named(["link_exists"], "", call => files.Find(call.RequiredText(), followLinks: false) is not null),
            .. Named(["abs", "is_abs"], "", call => PosixPath.IsAbsolute(call.RequiredText())),
            .. Named(["mount", "is_mount"], "", call => files.Find(call.RequiredText(), followLinks: false)?.IsMountPoint == true),
            .. Named(["same_file", "is_same_file"], "f2", call => Identity(files, call.RequiredText()) == Identity(files, call.RequiredTextOf(0))),
            .. Named(["vaulted_file"], "", call => IsVault(settings, call.RequiredText())),
        ];
    }

    // A number would be an open file in Python: here it is none.
    private static IEnumerable<JinjaTest> Named(string[] names, string parameters, Func<FilterCall, bool> holds) =>
        names.Select(name => FilterDefinition.Test(name, parameters, call => call.Value is not long && holds(call)));

    private static (long, long) Identity(IControllerFiles files, string path) =>
        files.Find(path)?.Identity ?? throw TemplatingException.Python("FileNotFoundError", $"[Errno 2] No such file or directory: '{path}'");

    private static bool IsVault(TemplarSettings settings, string path) => settings.Files.ReadAsStored(path) is { } bytes
        ? VaultText.IsEncrypted(bytes)
        : throw TemplatingException.Filter($"Cannot test if the file {path} is a vault. [Errno 2] No such file or directory: '{path}'");
}
