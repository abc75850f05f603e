using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Keywords;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>Reads a task: finds the action among its keys, in any of the ways in which one can be written.</summary>
internal sealed class TaskReader(ReadingContext context, bool isHandler)
{
    private const string WithPrefix = "with_";

    private readonly ActionReader _actions = new(context);

    public TaskConfig? Read(YamlMapping mapping)
    {
        string? lookup = null;
        KeywordValue? loop = null;
        var candidates = new List<(string Name, YamlEntry Entry)>();
        var known = isHandler ? PlayKeywords.OfHandlers : PlayKeywords.OfTasks;
        var keywords = KeywordReader.Read(mapping, known, context, (name, entry) =>
        {
            if (name.StartsWith(WithPrefix, StringComparison.Ordinal))
            {
                if (loop is not null) context.Report(PlayRules.ConflictingActions, entry.Key.Span, $"duplicate loop in task: {name}");
                (lookup, loop) = (name[WithPrefix.Length..], new KeywordValue(context.Value(entry.Value), entry.Key.Span));
            }
            else
            {
                candidates.Add((name, entry));
            }
        });
        if (FindAction(mapping, keywords, candidates) is not { } action) return null;
        if (isHandler && ActionNames.Short(action.Name) is "include_role" or "import_role")
        {
            context.Report(PlayRules.WrongShape, mapping.Span, $"Using '{action.Name}' as a handler is not supported.");
            return null;
        }
        if (keywords["loop"] is { } plain)
        {
            if (loop is not null) context.Report(PlayRules.ConflictingActions, plain.Span, "duplicate loop in task: loop");
            loop = plain;
        }
        CheckInclude(action, keywords, mapping);
        if (action.DelegatesToController && !keywords.Has("delegate_to")) keywords = keywords.With("delegate_to", "localhost", mapping.Span);
        return new TaskConfig(keywords, mapping.Span)
        {
            Action = action.Name,
            ActionName = ActionNames.Short(action.Name),
            Arguments = action.Arguments,
            Loop = loop,
            LoopLookup = lookup,
            LoopControl = ReadLoopControl(mapping),
            IsHandler = isHandler,
            RoleSpan = RoleSpan(mapping, action),
        };
    }

    /// <summary>An include hands nothing on to its tasks but what stands under <c>apply</c>, so keywords that it has no use for itself are mistakes.</summary>
    private void CheckInclude(ReadAction action, KeywordSet keywords, YamlMapping mapping)
    {
        if (ActionNames.Short(action.Name) is not ("include_tasks" or "include_role")) return;
        foreach (var (name, _) in keywords.Entries.Where(e => !PlayKeywords.OfIncludes.Contains(e.Key) && !(isHandler && e.Key == "listen")))
            KeywordReader.ReportUnknown(name, mapping.Span, LevelOf(action), PlayKeywords.OfIncludes, context);
    }

    private string LevelOf(ReadAction action) => ActionNames.Short(action.Name) switch
    {
        "include_role" or "import_role" => "IncludeRole",
        "include" or "include_tasks" or "import_tasks" => isHandler ? "HandlerTaskInclude" : "TaskInclude",
        _ => isHandler ? "Handler" : "Task",
    };

    /// <summary>Where the role is named. What a role is called that is only known later stands nowhere.</summary>
    private static SourceSpan? RoleSpan(YamlMapping mapping, ReadAction action)
    {
        if (ActionNames.Short(action.Name) is not ("include_role" or "import_role") || mapping.Find(action.Name) is not YamlMapping written) return null;
        return (written.Find("name") ?? written.Find("role")) is YamlScalar name && (ActionNames.Short(action.Name) == "import_role" || !TemplateText.IsTemplate(name.Text)) ? name.Span : null;
    }

    private ReadAction? FindAction(YamlMapping mapping, KeywordSet keywords, List<(string Name, YamlEntry Entry)> candidates)
    {
        var written = new List<ReadAction>();
        foreach (var name in new[] { "action", "local_action" })
        {
            if (mapping.Find(name) is { } node && _actions.ReadWhole(node, name == "local_action") is { } whole) written.Add(whole);
        }
        foreach (var (name, entry) in candidates.Where(c => IsAction(c.Name)))
        {
            if (_actions.Read(name, entry.Value, mapping.Span) is { } action) written.Add(action);
            else return null;
        }
        if (written.Count > 1)
        {
            context.Report(PlayRules.ConflictingActions, mapping.Span, $"conflicting action statements: {string.Join(", ", written.Take(2).Select(w => w.Name))}");
            return null;
        }
        if (written.Count == 0)
        {
            ReportNoAction(mapping, candidates);
            return null;
        }
        foreach (var (name, entry) in candidates.Where(c => !IsAction(c.Name)))
            KeywordReader.ReportUnknown(name, entry.Key.Span, LevelOf(written[0]), (isHandler ? PlayKeywords.OfHandlers : PlayKeywords.OfTasks).Concat(context.Actions), context);
        return _actions.WithExtra(written[0], keywords["args"], mapping.Span);
    }

    private void ReportNoAction(YamlMapping mapping, List<(string Name, YamlEntry Entry)> candidates)
    {
        if (candidates is [(var name, var entry), ..])
        {
            var similar = SimilarWord.Find(ActionNames.Short(name), context.Actions.Concat(PlayKeywords.OfTasks));
            context.Report(PlayRules.UnknownAction, mapping.Span, $"couldn't resolve module/action '{name}'. This often indicates a misspelling, missing collection, or incorrect module path.",
                similar is null ? null : $"Did you mean '{similar}'? It stands in line {entry.Key.Span.StartPosition.Line}.");
            return;
        }
        context.Report(PlayRules.NoAction, mapping.Span, "no module/action detected in task.", "Add an action with its arguments, such as\n    command: uptime");
    }

    private PyDict? ReadLoopControl(YamlMapping mapping)
    {
        if (mapping.Find("loop_control") is not { } node) return null;
        if (node is YamlMapping control)
        {
            foreach (var entry in control.Entries)
            {
                if (ReadingContext.KeyText(entry) is { } name && !PlayKeywords.OfLoopControl.Contains(name))
                    KeywordReader.ReportUnknown(name, entry.Key.Span, "LoopControl", PlayKeywords.OfLoopControl, context);
            }
        }
        if (context.Value(node) is PyDict value) return value;
        context.Report(PlayRules.WrongShape, node.Span, "the `loop_control` value must be specified as a dictionary and cannot be a variable itself (though it can contain variables)");
        return null;
    }

    private bool IsAction(string name) => context.IsAction(name);
}
