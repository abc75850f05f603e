using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>Reads an action with its arguments: a mapping, text of one line, or both by way of <c>args</c>.</summary>
internal sealed class ActionReader(ReadingContext context)
{
    /// <summary>The argument that stands for a whole dictionary given by a variable.</summary>
    public const string WholeArguments = "_variable_params";

    /// <summary>What arguments begin with that actions are given beside those of the user.</summary>
    private const string ReservedPrefix = "_ansible_";

    /// <summary>The arguments under an action's own key.</summary>
    public ReadAction? Read(string name, YamlNode node, SourceSpan place) => Arguments(name, context.Value(node), place) is { } arguments ? new ReadAction(name, arguments) : null;

    /// <summary>The value of <c>action</c> or <c>local_action</c>: text that begins with the name, or a mapping with <c>module</c>.</summary>
    public ReadAction? ReadWhole(YamlNode node, bool isLocal)
    {
        switch (context.Value(node))
        {
            case PyDict map:
                var copy = map.Copy();
                if (!copy.TryGet("module", out var named) || TextOf(named) is not { } module)
                {
                    context.Report(PlayRules.NoAction, node.Span, "no module/action detected in task.");
                    return null;
                }
                copy.Remove("module");
                // The module may carry its first arguments beside its name.
                var (name, rest) = Cut(module);
                if (rest.Length > 0 && Arguments(name, rest, node.Span) is { } inline) copy = Merged(copy, inline);
                return Checked(name, copy, node.Span, isLocal);
            case var value when TextOf(value) is { } text:
                var (action, words) = Cut(text);
                return Arguments(action, Retext(words), node.Span) is { } arguments ? Checked(action, arguments, node.Span, isLocal) : null;
            default:
                context.Report(PlayRules.WrongShape, node.Span, "An action is text that begins with the name of a module, or a mapping with 'module'.");
                return null;
        }
    }

    /// <summary>Adds what the keyword <c>args</c> says; the action's own arguments win.</summary>
    public ReadAction? WithExtra(ReadAction action, KeywordValue? extra, SourceSpan place)
    {
        switch (extra?.Value)
        {
            case null:
                return action;
            case PyDict more:
                return action with { Arguments = Merged(more, action.Arguments) };
            case TemplateText template:
                var arguments = action.Arguments.Copy();
                arguments[WholeArguments] = template;
                return action with { Arguments = arguments };
            case string text when InlineArguments.Parse(text, isCommand: false) is { } parsed:
                return action with { Arguments = Merged(ToDict(parsed), action.Arguments) };
            default:
                context.Report(PlayRules.WrongShape, extra?.Span ?? place, "The keyword args is a mapping of arguments.");
                return null;
        }
    }

    private ReadAction? Checked(string name, PyDict arguments, SourceSpan place, bool isLocal)
    {
        if (TemplateText.IsTemplate(name) || context.IsAction(name)) return new ReadAction(name, arguments, isLocal);
        var similar = SimilarWord.Find(ActionNames.Short(name), context.Actions);
        context.Report(PlayRules.UnknownAction, place, $"couldn't resolve module/action '{name}'. This often indicates a misspelling, missing collection, or incorrect module path.", similar is null ? null : $"Did you mean '{similar}'?");
        return null;
    }

    private PyDict? Arguments(string name, object? value, SourceSpan place)
    {
        var action = ActionNames.Short(name);
        if (Written(action, value, place) is not { } arguments) return null;
        if (ActionNames.TakesCommand(action) || arguments.Keys.OfType<string>().FirstOrDefault(k => k.StartsWith(ReservedPrefix, StringComparison.Ordinal)) is not { } reserved) return arguments;
        context.Report(PlayRules.UnknownArgument, place, $"Invalid parameter specified beginning with keyword '{ReservedPrefix}' for action '{name}': '{reserved}'. The prefix '{ReservedPrefix}' is reserved for internal use only.", "Give it another name.");
        return null;
    }

    private PyDict? Written(string action, object? value, SourceSpan place)
    {
        switch (value)
        {
            case null:
                return new PyDict();
            case PyDict map:
                return action is "command" or "shell" && map.ContainsKey("cmd") ? WithCommand(map, place) : map;
            case var _ when TextOf(value) is { } text:
                if (InlineArguments.Parse(text, ActionNames.TakesCommand(action)) is not { } parsed)
                {
                    context.Report(PlayRules.UnclosedArguments, place, "failed at splitting arguments, either an unbalanced jinja2 block or quotes: " + text);
                    return null;
                }
                return CheckedText(action, ToDict(parsed), parsed, place);
            case long or double or bool when ActionNames.TakesText(action):
                return new PyDict { [TaskConfig.FreeText] = PyText.Str(value) };
            default:
                context.Report(PlayRules.WrongShape, place, $"unexpected parameter type in action: {PyValues.TypeName(value)}");
                return null;
        }
    }

    /// <summary>The command may also stand under a name.</summary>
    private PyDict? WithCommand(PyDict map, SourceSpan place)
    {
        if (map.ContainsKey(TaskConfig.FreeText))
        {
            context.Report(PlayRules.ExtraWords, place, "The 'cmd' argument cannot be used when other raw parameters are specified.");
            return null;
        }
        var copy = map.Copy();
        copy.Remove("cmd", out var command);
        copy[TaskConfig.FreeText] = command;
        return copy;
    }

    private PyDict? CheckedText(string action, PyDict arguments, InlineArguments parsed, SourceSpan place)
    {
        if (parsed.FreeText.Length == 0 || ActionNames.TakesText(action)) return arguments;
        arguments.Remove(TaskConfig.FreeText);
        if (TemplateText.IsTemplate(parsed.FreeText))
        {
            arguments[WholeArguments] = new TemplateText(parsed.FreeText);
            return arguments;
        }
        context.Report(PlayRules.ExtraWords, place, $"this task '{action}' has extra params, which is only allowed in modules that take free text; the words are: {parsed.FreeText}",
            "Put the value that holds spaces into quotes, or write the arguments as a mapping.");
        return null;
    }

    private static PyDict ToDict(InlineArguments parsed)
    {
        var arguments = new PyDict();
        foreach (var (name, text) in parsed.Named) arguments[name] = Retext(text);
        if (parsed.FreeText.Length > 0) arguments[TaskConfig.FreeText] = Retext(parsed.FreeText);
        return arguments;
    }

    private static PyDict Merged(PyDict lower, PyDict upper)
    {
        var merged = lower.Copy();
        merged.Update(upper);
        return merged;
    }

    private static object Retext(string text) => TemplateText.IsTemplate(text) ? new TemplateText(text) : text;

    private static string? TextOf(object? value) => value switch { string text => text, TemplateText template => template.Source, _ => null };

    private static (string First, string Others) Cut(string text)
    {
        text = text.Trim();
        if (text.Contains("{{", StringComparison.Ordinal) && ArgumentWords.Find(text) is [var first, ..]) return (text[first], text[first.End..].Trim());
        var space = text.IndexOfAny([' ', '\t', '\n']);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
    }
}
