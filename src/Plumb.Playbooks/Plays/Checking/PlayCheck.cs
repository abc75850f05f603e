using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Operations.Model;
using Plumb.Operations.Running;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Documentation;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Plays.Checking;

/// <summary>
/// Looks for what would fail when a play runs, whatever its hosts: arguments that an operation does not take, lacks or does not know the
/// value of, and templates that cannot be read. Runs nothing and knows no host.
/// </summary>
internal sealed class PlayCheck(OperationTable operations, ActionSearch actions, TemplateCheck templates, DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> OwnActions = ["assert", "debug", "fail", "group_by", "include_vars", "pause", "set_stats", "wait_for_connection"];

    /// <summary>The tasks that people wrote.</summary>
    public static IEnumerable<TaskNode> TasksOf(PlayModel play) => Tasks(play.Sequence).Concat(play.Handlers).Where(t => !t.Config.IsImplicit);

    public void Check(PlayModel play)
    {
        foreach (var task in TasksOf(play))
        {
            CheckArguments(task);
            CheckTemplates(task);
        }
    }

    private static IEnumerable<TaskNode> Tasks(IEnumerable<PlayNode> nodes) => nodes.SelectMany(n => n switch
    {
        BlockNode block => Tasks(block.Body).Concat(Tasks(block.Rescue)).Concat(Tasks(block.Always)),
        _ => [(TaskNode)n],
    });

    private void CheckArguments(TaskNode task)
    {
        var config = task.Config;
        if (config.HasTemplatedAction || config.Arguments.ContainsKey(ActionReader.WholeArguments) || SpecOf(config) is not { } spec) return;
        foreach (var (key, value) in config.Arguments.Entries)
        {
            if (key is not string name || name is TaskConfig.FreeText or "_uses_shell") continue;
            if (spec.AllArguments.FirstOrDefault(a => a.Name == name || a.Aliases.Contains(name)) is { } known) CheckChoice(config, known, name, value);
            else ReportUnknown(config, spec, name);
        }
        if (task.Scope.All("module_defaults").Count > 0) return;
        var missing = spec.AllArguments.Where(a => a.Required && !config.Arguments.ContainsKey(a.Name) && !a.Aliases.Any(config.Arguments.ContainsKey)).Select(a => a.Name).ToList();
        if (missing.Count > 0) Report(PlayRules.MissingArgument, config.Span, $"missing required arguments: {string.Join(", ", missing)}", null);
    }

    /// <summary>
    /// What describes the arguments: of an operation, or of an action that is all the controller's. Others of the controller's take arguments of
    /// their own besides those of the operation that they lead to.
    /// </summary>
    private OperationSpec? SpecOf(TaskConfig config) => ActionOf(config) switch
    {
        OperationAction action => operations.Find(action.Name)?.Spec,
        { } action when OwnActions.Contains(action.Name) => ActionSpecs.All.FirstOrDefault(s => s.Name == action.Name),
        _ => null,
    };

    private IAction? ActionOf(TaskConfig config)
    {
        try
        {
            return actions.Find(config.Action, []);
        }
        catch (TaskFailure fault)
        {
            Report(PlayRules.UnknownAction, config.Span, fault.Message, null);
            return null;
        }
    }

    private void ReportUnknown(TaskConfig config, OperationSpec spec, string name)
    {
        var names = spec.AllArguments.SelectMany(a => a.Aliases.Prepend(a.Name));
        var similar = SimilarWord.Find(name, names);
        Report(PlayRules.UnknownArgument, ArgumentPlace.Of(config, name), $"{config.Action} takes no argument '{name}'.",
            similar is null ? $"It takes {string.Join(", ", spec.AllArguments.Select(a => a.Name).Order(StringComparer.Ordinal))}." : $"Did you mean '{similar}'?");
    }

    private void CheckChoice(TaskConfig config, ArgumentSpec argument, string name, object? value)
    {
        if (argument is not { Type: ArgumentType.Text, Choices.Count: > 0 } || value is not string text) return;
        var choices = argument.Choices.Select(Operations.Data.PythonText.Str).ToList();
        if (choices.Contains(text)) return;
        var similar = SimilarWord.Find(text, choices);
        Report(PlayRules.WrongArgument, ArgumentPlace.Of(config, name), $"value of {argument.Name} must be one of: {string.Join(", ", choices)}, got: {text}", similar is null ? null : $"Did you mean '{similar}'?");
    }

    private void CheckTemplates(TaskNode task)
    {
        var config = task.Config;
        foreach (var (key, value) in config.Arguments.Entries)
        {
            var place = ArgumentPlace.Of(config, PyText.Str(key));
            if (config.ActionName == "assert" && key is "that") CheckConditions(value, place);
            else CheckTemplates(value, place);
        }
        foreach (var (name, keyword) in config.Keywords.Entries)
        {
            if (name is "when" or "changed_when" or "failed_when" or "until") CheckConditions(keyword.Value, keyword.Span);
            else CheckTemplates(keyword.Value, keyword.Span);
        }
        if (config.Loop is { } loop) CheckTemplates(loop.Value, loop.Span);
    }

    private void CheckTemplates(object? value, SourceSpan place)
    {
        switch (value)
        {
            case TemplateText text: Report(templates.Fault(text.Source), place); break;
            case PyList list: foreach (var item in list.Items) CheckTemplates(item, place); break;
            case PyDict dict: foreach (var item in dict.Values) CheckTemplates(item, place); break;
        }
    }

    private void CheckConditions(object? value, SourceSpan place)
    {
        switch (value)
        {
            case string text when text.Length > 0: Report(templates.FaultOfCondition(text), place); break;
            case PyList list: foreach (var item in list.Items) CheckConditions(item, place); break;
            default: CheckTemplates(value, place); break;
        }
    }

    private void Report(TemplateFault? fault, SourceSpan place)
    {
        if (fault is not null) Report(PlayRules.WrongTemplate, place, fault.Message, fault.Help);
    }

    private void Report(DiagnosticRule rule, SourceSpan place, string detail, string? help) => diagnostics.Add(new Diagnostic(rule, place, detail) { Help = help });
}
