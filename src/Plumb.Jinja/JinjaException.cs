namespace Plumb.Jinja;

/// <summary>
/// What a template did wrong, while it was read or while it rendered. <see cref="PythonClass"/> is the exception that a
/// user of Jinja would see (TemplateSyntaxError, UndefinedError, TypeError, ...).
/// </summary>
public sealed class JinjaException(string pythonClass, string message, int? line = null, string? template = null) : Exception(message)
{
    public string PythonClass { get; } = pythonClass;

    /// <summary>The line of the template, from 1, where it is known.</summary>
    public int? Line { get; private set; } = line;

    /// <summary>The template that the line is of.</summary>
    public string? Template { get; private set; } = template;

    public bool IsUndefined => PythonClass == "UndefinedError";

    public static JinjaException Syntax(string message, int line, string? template) => new("TemplateSyntaxError", message, line, template);

    public static JinjaException Type(string message) => new("TypeError", message);

    public static JinjaException Value(string message) => new("ValueError", message);

    public static JinjaException Runtime(string message) => new("TemplateRuntimeError", message);

    public static JinjaException Undefined(string message) => new("UndefinedError", message);

    public static JinjaException Recursion() => new("RecursionError", "maximum recursion depth exceeded");

    /// <summary>Notes the place unless one nearer to the fault is noted already. Gives false, to serve as an exception filter that catches nothing.</summary>
    internal bool PassThrough(int line, string? template)
    {
        if (Line is null) (Line, Template) = (line, template);
        return false;
    }
}
