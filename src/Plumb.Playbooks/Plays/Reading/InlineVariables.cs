using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>Variables in the form <c>key=value other="with spaces"</c>. All of them are texts.</summary>
public static class InlineVariables
{
    /// <summary>The variables, or null where a quote or a template is not closed.</summary>
    public static PyDict? Read(string text)
    {
        if (InlineArguments.Parse(text, isCommand: false) is not { } parsed) return null;
        var variables = new PyDict();
        foreach (var (name, value) in parsed.Named) variables[name] = TemplateText.IsTemplate(value) ? new TemplateText(value) : value;
        return variables;
    }

    /// <summary>Arguments of a mapping, with the command in its place where it has a name.</summary>
    public static PyDict? WithCommand(PyDict? arguments, string action)
    {
        if (arguments is null || action is not ("command" or "shell") || !arguments.ContainsKey("cmd") || arguments.ContainsKey(Model.TaskConfig.FreeText)) return arguments;
        var placed = arguments.Copy();
        placed.Remove("cmd", out var command);
        placed[Model.TaskConfig.FreeText] = command;
        return placed;
    }

    /// <summary>The arguments of an action on one line, or null where they cannot be read.</summary>
    public static PyDict? ReadArguments(string text, string action)
    {
        if (InlineArguments.Parse(text, ActionNames.TakesCommand(action)) is not { } parsed) return null;
        var arguments = new PyDict();
        foreach (var (name, value) in parsed.Named) arguments[name] = TemplateText.IsTemplate(value) ? new TemplateText(value) : value;
        if (parsed.FreeText.Length > 0) arguments[Model.TaskConfig.FreeText] = TemplateText.IsTemplate(parsed.FreeText) ? new TemplateText(parsed.FreeText) : parsed.FreeText;
        return arguments;
    }
}
