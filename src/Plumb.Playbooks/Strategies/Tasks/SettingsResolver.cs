using Plumb.Jinja.Values;
using Plumb.Operations.Model;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Finds what a task's keywords are for a host: variables win over keywords, these over the command line and configuration.</summary>
internal sealed class SettingsResolver(RunSettings run, PluginBecome? plugins)
{
    /// <summary>The settings of a task. Its <c>delegate_to</c> is rendered by the caller, whose variables decide about becoming.</summary>
    public TaskSettings Resolve(TaskScope scope, TaskScope connected, string? delegateTo)
    {
        var keywords = scope.Task.Scope;
        bool Flag(string name, bool otherwise) => KeywordValues.Boolean(scope, keywords.Nearest(name), name, otherwise);
        long? Integer(string name) => KeywordValues.Integer(scope, scope.Task.Config.Keywords[name], name);
        var timeout = KeywordValues.Integer(scope, keywords.Nearest("timeout"), "timeout") ?? run.TaskTimeout;
        return new TaskSettings
        {
            IgnoresErrors = Flag("ignore_errors", false),
            IgnoresUnreachable = Flag("ignore_unreachable", false),
            Check = Flag("check_mode", run.Check),
            Diff = Flag("diff", run.Diff),
            HidesOutput = Flag("no_log", run.HidesOutput),
            DelegateTo = delegateTo,
            DelegatesFacts = Flag("delegate_facts", false),
            Timeout = timeout > 0 ? TimeSpan.FromSeconds(timeout) : null,
            Async = Integer("async") ?? 0,
            Poll = Integer("poll") is { } poll ? TimeSpan.FromSeconds(poll) : run.PollInterval,
            Environment = Environment(scope, keywords),
            Become = Become(new BecomeResolver(run.Become).Resolve(connected, scope), connected),
        };
    }

    private BecomeRequest? Become(BecomeRequest? request, TaskScope connected) => request is null || plugins is null ? request : plugins.Completed(request, connected);

    /// <summary>Facts about the environment are not there yet for the task that gathers them.</summary>
    private static object? Rendered(TaskScope scope, object? environment)
    {
        if (environment is PyDict entries && scope.Task.Config.ActionName is "gather_facts" or "setup")
            return new PyDict(entries.Entries.Select(e => KeyValuePair.Create(e.Key, RenderedOne(scope, e.Value))).Where(e => e.Value is not null));
        return RenderedOne(scope, environment);
    }

    private static object? RenderedOne(TaskScope scope, object? environment)
    {
        try
        {
            return scope.Render(environment);
        }
        catch (TemplatingException fault) when (fault.Fault == TemplatingFault.Undefined && scope.Task.Config.ActionName is "gather_facts" or "setup" && fault.Message.Contains("ansible_env", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Environments add up; what is nearer to the task wins.</summary>
    private static List<KeyValuePair<string, string>> Environment(TaskScope scope, KeywordScope keywords)
    {
        var merged = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, _) in keywords.AllEntries("environment"))
        {
            if (Rendered(scope, value) is not { } rendered) continue;
            foreach (var part in rendered is PyList list ? list.Items : [rendered])
            {
                if (part is PyDict variables)
                {
                    foreach (var (name, text) in variables.Entries) merged[PyText.Str(name)] = PyText.Str(text);
                }
                else if (part is not (null or ""))
                {
                    throw new TaskFailure($"environment must be a dictionary, received {PyText.Str(part)} ({PyTypes.Describe(part)})");
                }
            }
        }
        return [.. merged];
    }
}
