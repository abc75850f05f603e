namespace Plumb.Playbooks.Templating;

/// <summary>What went wrong in a template: callers skip, ignore or report by it.</summary>
public enum TemplatingFault
{
    /// <summary>The template could not be rendered for a reason of its own.</summary>
    Failure,

    /// <summary>A filter or test refused its value or arguments.</summary>
    Filter,

    /// <summary>A variable or attribute that is not there was used.</summary>
    Undefined,

    /// <summary>A value of the wrong type, or a call with wrong arguments.</summary>
    Type,

    /// <summary>A lookup found nothing: <c>errors=ignore</c> is meant for this.</summary>
    Lookup,

    /// <summary>A lookup was called with options that make no sense: <c>errors=</c> does not hide it.</summary>
    Options,

    /// <summary>A fault of Python's own, such as a ValueError: its class is told.</summary>
    Python,
}

/// <summary>A template that cannot be rendered. The message is the user's; the play adds the place.</summary>
public sealed class TemplatingException : Exception
{
    public TemplatingException(TemplatingFault fault, string message, Exception? cause = null, string? pythonClass = null)
        : base(message, cause)
    {
        Fault = fault;
        PythonClass = pythonClass ?? fault switch
        {
            TemplatingFault.Filter => "ansible.errors.AnsibleFilterError",
            TemplatingFault.Undefined => "ansible.errors.AnsibleUndefinedVariable",
            TemplatingFault.Type => "TypeError",
            TemplatingFault.Lookup => "ansible.errors.AnsibleLookupError",
            TemplatingFault.Options => "ansible.errors.AnsibleOptionsError",
            _ => "ansible.errors.AnsibleError",
        };
    }

    public TemplatingFault Fault { get; }

    /// <summary>The exception of the peer that plays and messages know this fault by.</summary>
    public string PythonClass { get; }

    internal static TemplatingException Failure(string message, Exception? cause = null) => new(TemplatingFault.Failure, message, cause);

    internal static TemplatingException Filter(string message, Exception? cause = null) => new(TemplatingFault.Filter, message, cause);

    internal static TemplatingException Type(string message, Exception? cause = null) => new(TemplatingFault.Type, message, cause);

    internal static TemplatingException Lookup(string message) => new(TemplatingFault.Lookup, message);

    internal static TemplatingException Undefined(string message, Exception? cause = null) => new(TemplatingFault.Undefined, message, cause);

    internal static TemplatingException Python(string pythonClass, string message, Exception? cause = null) => new(TemplatingFault.Python, message, cause, pythonClass);
}
