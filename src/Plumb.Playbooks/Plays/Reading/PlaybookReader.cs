using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>
/// Reads playbooks: lists of plays, with those of the playbooks that they import. Decides nothing that depends on hosts.
/// </summary>
internal sealed class PlaybookReader(ReadingContext context, Func<object?, object?> render)
{
    private const string ImportKeyword = "import_playbook";
    private static readonly HashSet<string> ImportKeywords = [ImportKeyword, "name", "tags", "vars", "when", "ansible.builtin.import_playbook", "ansible.legacy.import_playbook"];

    private readonly PlayReader _plays = new(context);
    private readonly List<string> _open = [];

    /// <summary>The playbook of a file, or null with diagnostics where it has faults.</summary>
    public PlaybookConfig? Read(string path)
    {
        var before = context.Diagnostics.Count;
        var plays = new List<PlayConfig>();
        ReadInto(plays, path);
        return context.Diagnostics.Skip(before).Any(d => d.Severity == Severity.Error) ? null : new PlaybookConfig(path, plays);
    }

    private void ReadInto(List<PlayConfig> plays, string path)
    {
        if (context.ReadFile(path) is not { } node) return;
        if (node is YamlSequence { Items.Count: 0 })
        {
            context.Report(PlayRules.NotAPlaybook, node.Span, $"A playbook must contain at least one play: {path}");
            return;
        }
        if (node is not YamlSequence list)
        {
            var kind = node is YamlMapping ? "a mapping" : "text";
            context.Report(PlayRules.NotAPlaybook, node.Span, $"A playbook must be a list of plays, got {kind} instead: {path}", "Begin each play with a dash:\n    - hosts: all");
            return;
        }
        _open.Add(path);
        foreach (var item in list.Items)
        {
            if (item is not YamlMapping mapping)
                context.Report(PlayRules.NotAPlaybook, item.Span, "playbook entries must be either valid plays or 'import_playbook' statements");
            else if (ImportOf(mapping) is { } import)
                Import(plays, mapping, import, path);
            else
                plays.Add(_plays.Read(mapping, Path.GetDirectoryName(path) ?? "/"));
        }
        _open.RemoveAt(_open.Count - 1);
    }

    private void Import(List<PlayConfig> plays, YamlMapping mapping, YamlNode target, string path)
    {
        var keywords = KeywordReader.Read(mapping, ImportKeywords, context,
            (name, entry) => KeywordReader.ReportUnknown(name, entry.Key.Span, "PlaybookInclude", ImportKeywords, context));
        if (render(context.Value(target)) is not string written)
        {
            context.Report(PlayRules.WrongShape, target.Span, "playbook import parameter must be a string indicating a file path");
            return;
        }
        // Older playbooks give variables behind the name of the file.
        var words = InlineArguments.Parse(written, isCommand: false);
        var file = Path.GetFullPath(words is { FreeText.Length: > 0 } ? words.FreeText : written, Path.GetDirectoryName(path) ?? "/");
        if (_open.Contains(file))
        {
            context.Report(PlayRules.CircularImport, target.Span, $"The playbook {file} imports itself, by way of {string.Join(", ", _open.Append(file))}.");
            return;
        }
        if (!File.Exists(file))
        {
            context.Report(PlayRules.MissingFile, target.Span, $"Unable to retrieve file contents\nCould not find or access '{file}' on the Ansible Controller.\nIf you are using a module and expect the file to exist on the remote, see the remote_src option");
            return;
        }
        var variables = keywords["vars"]?.Value as PyDict ?? new PyDict();
        foreach (var (name, value) in words?.Named ?? []) variables[name] = TemplateText.IsTemplate(value) ? new TemplateText(value) : value;
        var imported = new List<PlayConfig>();
        context.FolderRead(Path.GetDirectoryName(file) ?? "/");
        ReadInto(imported, file);
        plays.AddRange(imported.Select(play => With(play, keywords, variables)));
    }

    private static PlayConfig With(PlayConfig play, KeywordSet import, PyDict variables)
    {
        var merged = play.Variables.Copy();
        merged.Update(variables);
        return play with { Variables = merged, Imports = [.. play.Imports, new KeywordSet([.. import.Entries.Where(e => e.Key is "tags" or "when")])] };
    }

    private static YamlNode? ImportOf(YamlMapping mapping) => mapping.Entries.FirstOrDefault(e => ActionNames.Short(ReadingContext.KeyText(e) ?? "") == ImportKeyword)?.Value;
}
