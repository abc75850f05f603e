using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Plays.Checking;

/// <summary>
/// Looks for variables that tasks ask for and nobody defines. Says nothing of tasks that ask whether something is defined, that hold only under
/// such a condition, or whose failure is expected.
/// </summary>
internal sealed class UndefinedCheck(KnownVariables known, Templar templar, DiagnosticBag diagnostics)
{
    /// <summary>Where a name stands that does not have to be a variable, or where an undefined one is shown as such.</summary>
    private static readonly HashSet<string> Lenient = ["debug.var", "fail.msg", "assert.fail_msg", "assert.msg"];

    private readonly HashSet<(string Name, int Start, string File)> _told = [];

    public void Check(IEnumerable<TaskNode> tasks)
    {
        if (known.IsUnknowable) return;
        foreach (var task in tasks) Check(task);
    }

    private void Check(TaskNode task)
    {
        if (MayFail(task) || task.Scope.AllEntries("when").Any(w => IsGuarded(w.Value))) return;
        var config = task.Config;
        foreach (var (key, value) in config.Arguments.Entries)
        {
            var name = PyText.Str(key);
            if (Lenient.Contains($"{config.ActionName}.{name}")) continue;
            if (config.ActionName == "assert" && name == "that") CheckConditions(value, ArgumentPlace.Of(config, name));
            else CheckTemplates(value, ArgumentPlace.Of(config, name));
        }
        foreach (var (name, keyword) in config.Keywords.Entries)
        {
            // Variables are rendered only where they are used, and names of tasks are shown as written.
            if (name is "vars" or "name" or "no_log" or "failed_when" or "changed_when" or "until") continue;
            if (name is "when") CheckConditions(keyword.Value, keyword.Span);
            else CheckTemplates(keyword.Value, keyword.Span);
        }
        if (config.Loop is { } loop) CheckTemplates(loop.Value, loop.Span);
    }

    /// <summary>Whether somebody counts on a failure.</summary>
    private static bool MayFail(TaskNode task)
    {
        if (task.Scope.Nearest("ignore_errors")?.Value is not (null or false)) return true;
        for (var block = task.Parent; block is not null; block = block.Parent)
        {
            if (block.Rescue.Count > 0) return true;
        }
        return false;
    }

    private bool IsGuarded(object? condition) => condition switch
    {
        string text when text.Length > 0 => templar.NamesIn($"{{{{ {text} }}}}") is not { HasGuards: false },
        TemplateText => true,
        _ => false,
    };

    private void CheckConditions(object? value, SourceSpan place)
    {
        switch (value)
        {
            case string text when text.Length > 0: CheckText($"{{{{ {text} }}}}", place); break;
            case PyList list: foreach (var item in list.Items) CheckConditions(item, place); break;
            default: CheckTemplates(value, place); break;
        }
    }

    private void CheckTemplates(object? value, SourceSpan place)
    {
        switch (value)
        {
            case TemplateText text: CheckText(text.Source, place); break;
            case PyList list: foreach (var item in list.Items) CheckTemplates(item, place); break;
            case PyDict dict: foreach (var item in dict.Values) CheckTemplates(item, place); break;
        }
    }

    private void CheckText(string source, SourceSpan place)
    {
        if (templar.NamesIn(source) is not { HasGuards: false } names) return;
        foreach (var name in names.Read.Where(n => !known.Contains(n)).Order(StringComparer.Ordinal))
        {
            if (!_told.Add((name, place.Start, place.File.Name))) continue;
            var similar = SimilarWord.Find(name, known.Names.Where(n => n.Length > 2));
            diagnostics.Add(new Diagnostic(PlayRules.UndefinedVariable, place, $"The variable '{name}' is defined nowhere: neither by plays, roles and files, nor by the inventory and the command line.")
            {
                Help = similar is null ? "Define it, give it a default, or give it by -e." : $"Did you mean '{similar}'?",
            });
        }
    }
}
