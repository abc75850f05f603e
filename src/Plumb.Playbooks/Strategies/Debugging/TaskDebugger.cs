using Plumb.Jinja;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Debugging;

/// <summary>
/// Lets a person look at what a task did on a host, change its arguments and variables, and have it done again. Expressions are those of
/// templates; what can be assigned are the arguments and variables, by name. One host is looked at at a time.
/// </summary>
internal sealed class TaskDebugger(RunServices services, PlayBatch batch)
{
    private readonly Lock _gate = new();
    private Task _before = Task.CompletedTask;

    /// <summary>The task to do again with other arguments and variables, or null to go on with the result as it is.</summary>
    public Task<DebuggedTask?> AskAsync(TaskResult result, DebuggedTask current, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var asking = AskAfterAsync(_before, new Session(services, batch, result, current), cancellation);
            _before = asking;
            return asking;
        }
    }

    private async Task<DebuggedTask?> AskAfterAsync(Task before, Session session, CancellationToken cancellation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (true)
        {
            var line = await services.Prompt.AskAsync(session.Question, isSecret: false, cancellation).ConfigureAwait(false);
            var (command, rest) = Split(line);
            switch (command)
            {
                case null or "q" or "quit" or "EOF":
                    services.Output.Line("User interrupted execution");
                    throw new DebuggerQuitException();
                case "c" or "continue":
                    return null;
                case "r" or "redo":
                    return session.Task;
                case "u" or "update_task":
                    session.Update();
                    break;
                case "p" or "pprint" or "print":
                    session.Print(rest);
                    break;
                case "h" or "help" or "?":
                    services.Output.Line("p EXPRESSION, task.args[NAME] = EXPRESSION, task_vars[NAME] = EXPRESSION, update_task, redo, continue, quit");
                    break;
                case "":
                    break;
                default:
                    session.Execute(line?.Trim() ?? "");
                    break;
            }
        }
    }

    private static (string? Command, string Argument) Split(string? line)
    {
        if (line is null) return (null, "");
        var text = line.Trim();
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end], text[(end + 1)..].Trim());
    }

    /// <summary>What one look at a result has changed so far.</summary>
    private sealed class Session(RunServices services, PlayBatch batch, TaskResult result, DebuggedTask current)
    {
        private readonly PyDict _arguments = current.Node.Config.Arguments.Copy();
        private readonly PyDict _variables = current.Variables.Copy();

        public string Question => $"[{result.Host}] TASK: {result.TaskName} (debug)> ";

        public DebuggedTask Task => new(WithArguments(current.Node, _arguments), _variables);

        public void Print(string expression) => Guarded(() => services.Output.Line(PyText.Str(Evaluate($"({expression}) | pprint"))));

        /// <summary>Takes the arguments as they are written, with the variables as they are now.</summary>
        public void Update() => Guarded(() =>
        {
            var written = result.Task.Config.Arguments;
            _arguments.Clear();
            var scope = Scope();
            foreach (var (name, value) in written.Entries) _arguments[name] = scope.Render(value);
        });

        public void Execute(string line) => Guarded(() =>
        {
            if (Assignment.Read(line) is not { } assignment) throw new JinjaException("SyntaxError", "only task.args[NAME] and task_vars[NAME] can be set, or removed with del");
            var target = assignment.IsVariable ? _variables : _arguments;
            if (assignment.Expression is { } expression) target[assignment.Name] = Evaluate(expression) is var value && value is string text && TemplateText.IsTemplate(text) ? new TemplateText(text) : value;
            else if (!target.Remove(assignment.Name)) throw new JinjaException("KeyError", assignment.Name);
        });

        private void Guarded(Action work)
        {
            try
            {
                work();
            }
            catch (Exception fault) when (fault is JinjaException or TemplatingException or TaskFailure)
            {
                services.Output.Line($"***{(fault as JinjaException)?.PythonClass ?? fault.GetType().Name}:{fault.Message}");
            }
        }

        private object? Evaluate(string expression)
        {
            var values = new PyDict
            {
                ["task"] = new PyDict { ["args"] = Written(_arguments), ["name"] = result.TaskName, ["action"] = result.Task.Config.Action },
                ["task_vars"] = Scope().Variables,
                ["host"] = result.Host,
                ["result"] = new PyDict { ["_result"] = ResultValues.WithoutInternals(result.Values), ["_host"] = result.Host, ["task_name"] = result.TaskName },
            };
            return services.Templar.Render(new TemplateText($"{{{{ {expression} }}}}"), new TemplateVariables(services.Templar, new VariableScope([new DictionaryLayer(values)])));
        }

        private TaskScope Scope()
        {
            var scope = services.Scopes.ForTask(batch, result.Task, result.Host);
            scope.SetAll(_variables);
            return scope;
        }

        /// <summary>Arguments as people write them.</summary>
        private static object? Written(object? value) => value switch
        {
            TemplateText template => template.Source,
            PyList list => new PyList(list.Items.Select(Written)),
            PyDict map => new PyDict(map.Entries.Select(e => KeyValuePair.Create(e.Key, Written(e.Value)))),
            _ => value,
        };

        private static TaskNode WithArguments(TaskNode node, PyDict arguments) =>
            new(node.Config with { Arguments = arguments }, node.Parent, node.Role, node.Scope) { Variables = node.Variables, Tags = node.Tags };
    }
}

/// <summary>A task as a debugger has changed it.</summary>
internal sealed record DebuggedTask(TaskNode Node, PyDict Variables);
