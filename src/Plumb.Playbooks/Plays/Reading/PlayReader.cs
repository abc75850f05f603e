using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Keywords;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>Reads one play.</summary>
internal sealed class PlayReader(ReadingContext context)
{
    private readonly ItemListReader _tasks = new(context, areHandlers: false);
    private readonly ItemListReader _handlers = new(context, areHandlers: true);
    private readonly RoleConfigReader _roles = new(context);

    public PlayConfig Read(YamlMapping mapping, string folder)
    {
        var keywords = KeywordReader.Read(mapping, PlayKeywords.OfPlays, context,
            (name, entry) => KeywordReader.ReportUnknown(name, mapping.Span, "Play", PlayKeywords.OfPlays, context));
        CheckHosts(mapping, keywords);
        if (keywords.Has("user"))
        {
            if (keywords.Has("remote_user")) context.Report(PlayRules.ConflictingActions, mapping.Span, "both 'user' and 'remote_user' are set for this play. The use of 'user' is deprecated, and should be removed");
            keywords = new KeywordSet([.. keywords.Entries.Select(e => e.Key == "user" ? new("remote_user", e.Value) : e)]);
        }
        return new PlayConfig(keywords, mapping.Span)
        {
            Folder = folder,
            Variables = mapping.Find("vars") is { } vars ? context.Dictionary(vars, "Vars in a Play") : new PyDict(),
            Roles = _roles.ReadList(mapping.Find("roles")),
            PreTasks = _tasks.Read(mapping.Find("pre_tasks"), "pre_tasks"),
            Tasks = _tasks.Read(mapping.Find("tasks"), "tasks"),
            PostTasks = _tasks.Read(mapping.Find("post_tasks"), "post_tasks"),
            Handlers = _handlers.Read(mapping.Find("handlers"), "handlers"),
            Prompts = [.. ReadPrompts(mapping.Find("vars_prompt"))],
        };
    }

    private void CheckHosts(YamlMapping mapping, KeywordSet keywords)
    {
        if (keywords["hosts"] is not { } hosts)
        {
            context.Report(PlayRules.MissingHosts, mapping.Span, "the field 'hosts' is required but was not set", "Say which hosts the play is for:\n    hosts: all");
            return;
        }
        var fault = hosts.Value switch
        {
            null or "" => "Hosts list cannot be empty. Please check your playbook",
            PyList { Count: 0 } => "Hosts list cannot be empty. Please check your playbook",
            PyList list when list.Items.Any(i => i is null) => "Hosts list cannot contain values of 'None'. Please check your playbook",
            PyList list when list.Items.Any(i => i is not (string or TemplateText)) => "Hosts list contains an invalid host value: each entry is text",
            PyList or string or TemplateText => null,
            _ => "Hosts list must be a sequence or string. Please check your playbook.",
        };
        if (fault is not null) context.Report(PlayRules.MissingHosts, hosts.Span, fault);
    }

    private IEnumerable<VariablePrompt> ReadPrompts(YamlNode? node)
    {
        if (node is null or YamlScalar { Text: "" or "~" or "null", Style: ScalarStyle.Plain }) yield break;
        foreach (var item in node is YamlSequence list ? list.Items : [node])
        {
            if (item is not YamlMapping mapping || context.Value(mapping) is not PyDict values || Text(values, "name") is not { } name)
            {
                context.Report(PlayRules.WrongShape, item.Span, "Invalid vars_prompt data structure, missing 'name' key");
                continue;
            }
            foreach (var entry in mapping.Entries)
            {
                if (ReadingContext.KeyText(entry) is { } key && !PlayKeywords.OfPrompts.Contains(key))
                    context.Report(PlayRules.UnknownKeyword, entry.Key.Span, $"Invalid vars_prompt data structure, found unsupported key '{key}'");
            }
            yield return new VariablePrompt(name, values.TryGet("prompt", out var text) ? text : null)
            {
                Default = values.TryGet("default", out var value) ? value : null,
                IsPrivate = !values.TryGet("private", out var isPrivate) || PyValues.Truth(isPrivate),
                Confirm = values.TryGet("confirm", out var confirm) && PyValues.Truth(confirm),
                Encrypt = Text(values, "encrypt"),
                Salt = Text(values, "salt"),
                SaltSize = values.TryGet("salt_size", out var size) && size is long number ? number : null,
                IsUnsafe = values.TryGet("unsafe", out var isUnsafe) && PyValues.Truth(isUnsafe),
            };
        }
    }

    private static string? Text(PyDict values, string name) => values.TryGet(name, out var value) ? value as string : null;
}
