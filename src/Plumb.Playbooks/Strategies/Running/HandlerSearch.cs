using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Finds the handlers that a notification means: one of that name, and all that listen to it.</summary>
internal sealed class HandlerSearch(RunServices services, PlayBatch batch)
{
    private readonly Dictionary<TaskNode, IReadOnlyList<string>> _names = [];
    private readonly Dictionary<TaskNode, IReadOnlyList<string>> _topics = [];

    public IReadOnlyList<TaskNode> Find(string notification)
    {
        var found = new List<TaskNode>();
        var handlers = batch.Play.Handlers;
        if (Named(handlers, notification) is { } named) found.Add(named);
        foreach (var handler in handlers)
        {
            if (!found.Contains(handler) && TopicsOf(handler).Contains(notification)) found.Add(handler);
        }
        return found;
    }

    /// <summary>The first of that name in the last list that has one: the play's own list comes after those of its roles.</summary>
    private TaskNode? Named(IReadOnlyList<TaskNode> handlers, string name)
    {
        for (var end = handlers.Count; end > 0;)
        {
            var start = end - 1;
            while (start > 0 && handlers[start - 1].Role == handlers[end - 1].Role) start--;
            for (var i = start; i < end; i++)
            {
                if (NamesOf(handlers[i]).Contains(name)) return handlers[i];
            }
            end = start;
        }
        return null;
    }

    /// <summary>A handler of a role answers to its name and its topics with and without the role's name, and that with and without its collection's.</summary>
    private IReadOnlyList<string> NamesOf(TaskNode handler)
    {
        if (_names.TryGetValue(handler, out var known)) return known;
        var written = handler.Config.Keywords["name"]?.Value;
        var name = written is null or "" ? null : Rendered(handler, written) is { } rendered ? PyText.Str(rendered) : null;
        return _names[handler] = name is null ? [] : WithRole(handler, name);
    }

    private static string[] WithRole(TaskNode handler, string name) => handler.Role is { } role ? [name, $"{role.Found.ShortName} : {name}", $"{role.Name} : {name}"] : [name];

    private IReadOnlyList<string> TopicsOf(TaskNode handler)
    {
        if (_topics.TryGetValue(handler, out var known)) return known;
        var listen = handler.Config.Keywords["listen"]?.Value;
        // Topics are compared as they are written.
        string[] topics = listen switch { null => [], PyList list => [.. list.Items.Select(Written)], _ => [Written(listen)] };
        return _topics[handler] = [.. topics.SelectMany(t => WithRole(handler, t))];
    }

    private static string Written(object? text) => text is TemplateText template ? template.Source : PyText.Str(text);

    /// <summary>Names are rendered without a host, for one handler serves all of them; one that cannot be is passed over.</summary>
    private object? Rendered(TaskNode handler, object value)
    {
        try
        {
            var scope = new VariableScope([.. handler.Layers.AboveFacts, .. handler.Layers.BelowFacts, .. services.Scopes.ForPlay(batch.Play).Layers, .. handler.Layers.Defaults]);
            return services.Templar.Render(value, new TemplateVariables(services.Templar, scope));
        }
        catch (TemplatingException fault)
        {
            services.Output.Warn($"Handler '{(value as TemplateText)?.Source ?? PyText.Str(value)}' is unusable because it could not be templated: {fault.Message}");
            return null;
        }
    }
}
