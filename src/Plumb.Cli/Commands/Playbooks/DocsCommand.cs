using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands.Playbooks.Docs;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Hcl;
using Plumb.Operations.Data;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Documentation;
using Plumb.Playbooks.Modules;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary><c>docs</c>: shows what modules, filters, tests, lookups, keywords and roles are for and what they take.</summary>
internal static class DocsCommand
{
    private const int Failed = 1;
    private const int WrongOptions = 5;

    private static readonly GnuOption Type = new("-t --type", "The kind of thing to show.") { Value = "TYPE", Choices = ["become", "cache", "callback", "cliconf", "connection", "httpapi", "inventory", "lookup", "netconf", "shell", "vars", "module", "strategy", "test", "filter", "role", "keyword"] };
    private static readonly GnuOption List = new("-l --list", "List names with a line each; an operand names the collection to list.") { Group = "what" };
    private static readonly GnuOption ListFiles = new("-F --list_files", "List names with where they are from.") { Group = "what" };
    private static readonly GnuOption Snippet = new("-s --snippet", "Show a task to copy, with all arguments.") { Group = "what" };
    private static readonly GnuOption EntryPoint = new("-e --entry-point", "Of a role only this file of tasks.") { Value = "ENTRY_POINT", Group = "what" };
    private static readonly GnuOption Json = new("-j --json", "Write JSON.");
    private static readonly GnuOption RolesPath = new("-r --roles-path", "Folders of roles, separated by colons.") { Value = "ROLES_PATH" };
    private static readonly GnuOption ModulePath = new("-M --module-path", "Folders of modules.") { Value = "MODULE_PATH" };
    private static readonly GnuOption PlaybookDir = new("--playbook-dir", "The folder whose roles are found too.") { Value = "BASEDIR" };
    private static readonly GnuOption Verbose = new("-v --verbose", "Taken for compatibility.");

    public static GnuCommand Command { get; } = new("docs", "Show what modules, filters, tests, lookups, keywords and roles take.")
    {
        Options = [Type, List, ListFiles, Snippet, EntryPoint, Json, RolesPath, ModulePath, PlaybookDir, Verbose],
        Operands = "[plugin ...]",
        MaxOperands = int.MaxValue,
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, CancellationToken cancellation)
    {
        var type = arguments.Value(Type) ?? "module";
        var lists = arguments.Has(List) || arguments.Has(ListFiles);
        if (!lists && arguments.Operands.Count == 0) return await RefuseAsync(terminal, WrongOptions, "Missing name(s), incorrect options passed for detailed documentation.").ConfigureAwait(false);
        if (arguments.Has(Snippet) && type is not ("module" or "lookup" or "inventory")) return await RefuseAsync(terminal, Failed, "Snippets are only available for the following plugin types: inventory, lookup, module").ConfigureAwait(false);
        var text = type switch
        {
            "role" => Roles(terminal, arguments, lists),
            "keyword" => Keywords(terminal, arguments, lists),
            _ => Plugins(terminal, arguments, type, lists),
        };
        await terminal.Out.WriteAsync(text).ConfigureAwait(false);
        return 0;
    }

    private static string Plugins(Terminal terminal, GnuArguments arguments, string type, bool lists)
    {
        var all = PluginDocs.Of(type);
        var columns = terminal.Size().Width;
        if (lists)
        {
            var listed = all.Where(d => arguments.Operands.Count == 0 || arguments.Operands.Any(o => d.Collection == o || d.Collection.StartsWith(o + ".", StringComparison.Ordinal)));
            return Listed(arguments, columns, [.. listed.Select(d => (d.FullName, arguments.Has(ListFiles) ? "built in" : d.Summary))]);
        }
        var found = new List<(string Name, PluginDoc Doc)>();
        var diagnostics = new DiagnosticBag();
        var custom = type == "module" ? Library(terminal, arguments, diagnostics) : null;
        foreach (var name in arguments.Operands)
        {
            if ((all.FirstOrDefault(d => d.Answers(name)) ?? (custom is null ? null : CustomModuleDocs.Find(custom, name, diagnostics, text => terminal.Error.Write($"[WARNING]: {text}\n")))) is { } doc) found.Add((name, doc));
            else WarnUnknown(terminal, type, name, all.Select(d => name.Contains('.', StringComparison.Ordinal) ? d.FullName : d.Name));
        }
        Rendering.DiagnosticText.Write(terminal.Error, diagnostics, terminal.UseColor);
        if (arguments.Has(Json)) return DocJson.Write(found.Select(f => KeyValuePair.Create(f.Name, (DataValue)DocJson.Of(f.Doc))));
        return string.Concat(found.Select(f => arguments.Has(Snippet) ? DocSnippet.Of(f.Doc) : DocText.Of(f.Doc, columns)));
    }

    private static ModuleLibrary Library(Terminal terminal, GnuArguments arguments, DiagnosticBag diagnostics)
    {
        var environment = new RunEnvironment(terminal.Environment, terminal.WorkingDirectory);
        var folders = arguments.Values(ModulePath).SelectMany(p => p.Split(':', StringSplitOptions.RemoveEmptyEntries)).Select(p => environment.Expand(p));
        return new ModuleLibrary(AnsibleSettings.Load(environment, diagnostics), [.. folders], environment.Expand(arguments.Value(PlaybookDir) ?? "."));
    }

    private static string Keywords(Terminal terminal, GnuArguments arguments, bool lists)
    {
        if (lists) return Listed(arguments, terminal.Size().Width, [.. KeywordSummary.All.Select(k => (k.Name, k.Description))]);
        var found = new List<KeywordSummary>();
        foreach (var name in arguments.Operands)
        {
            if (KeywordDocs.Find(name) is { } keyword) found.Add(keyword);
            else WarnUnknown(terminal, "keyword", name, KeywordSummary.All.Select(k => k.Name));
        }
        return arguments.Has(Json)
            ? DocJson.Write(found.Select(k => KeyValuePair.Create(k.Name, (DataValue)KeywordDocs.Json(k))))
            : string.Concat(found.Select(KeywordDocs.Text));
    }

    private static string Roles(Terminal terminal, GnuArguments arguments, bool lists)
    {
        var diagnostics = new DiagnosticBag();
        var roles = RoleDocs.Find(RoleFolders(terminal, arguments, diagnostics), diagnostics);
        Rendering.DiagnosticText.Write(terminal.Error, diagnostics, terminal.UseColor);
        var columns = terminal.Size().Width;
        if (lists) return Listed(arguments, columns, [.. roles.SelectMany(r => r.EntryPoints.Select(p => ($"{r.Name} {p.Name}", p.Summary)))]);
        var entryPoint = arguments.Value(EntryPoint);
        var found = new List<RoleDoc>();
        foreach (var name in arguments.Operands)
        {
            if (roles.FirstOrDefault(r => r.Name == name) is { } role) found.Add(role);
            else WarnUnknown(terminal, "role", name, roles.Select(r => r.Name));
        }
        return arguments.Has(Json)
            ? DocJson.Write(found.Select(r => KeyValuePair.Create(r.Name, (DataValue)DocJson.Of(r, entryPoint))))
            : string.Concat(found.Select(r => DocText.OfRole(r, entryPoint, columns)));
    }

    private static IEnumerable<string> RoleFolders(Terminal terminal, GnuArguments arguments, DiagnosticBag diagnostics)
    {
        var environment = new RunEnvironment(terminal.Environment, terminal.WorkingDirectory);
        var given = arguments.Values(RolesPath).SelectMany(p => p.Split(':', StringSplitOptions.RemoveEmptyEntries)).Select(p => environment.Expand(p));
        var playbooks = environment.Expand(arguments.Value(PlaybookDir) ?? ".");
        return [.. given, Path.Combine(playbooks, "roles"), playbooks, .. AnsibleSettings.Load(environment, diagnostics).RolesPath];
    }

    private static string Listed(GnuArguments arguments, int columns, IReadOnlyList<(string Name, string Summary)> entries) => arguments.Has(Json)
        ? DocJson.Write(entries.Select(e => KeyValuePair.Create(e.Name, DataValue.Of(e.Summary))))
        : DocList.Of(entries, columns);

    /// <summary>As in the peer a name that is not known is a warning, and the others are shown.</summary>
    private static void WarnUnknown(Terminal terminal, string type, string name, IEnumerable<string> known)
    {
        var similar = SimilarName.Find(name, known);
        terminal.Error.Write($"[WARNING]: {type} {name} was not found{(similar is null ? "" : $". Did you mean \"{similar}\"?")}\n");
    }

    private static async Task<int> RefuseAsync(Terminal terminal, int code, string message)
    {
        await terminal.Error.WriteAsync($"ERROR! {message}\n").ConfigureAwait(false);
        return code;
    }
}
