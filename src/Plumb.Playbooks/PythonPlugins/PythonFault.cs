namespace Plumb.Playbooks.PythonPlugins;

/// <summary>An exception of Python, or the end of its process while a plugin was at work.</summary>
internal sealed class PythonFault(string pythonClass, string kind, string message) : Exception(message)
{
    /// <summary>The kind of a fault that is the process's and no plugin's.</summary>
    public const string Gone = "gone";

    /// <summary>The full name of the exception's class, as Python shows it.</summary>
    public string PythonClass => pythonClass;

    /// <summary>What the exception means to plays: undefined, lookup, options, filter, skip, parser, connection, file, error, import, or python for any other.</summary>
    public string Kind => kind;

    /// <summary>The result that an action's exception carries.</summary>
    public Jinja.Values.PyDict? Result { get; init; }

    /// <summary>Where it came from, as Python tells it.</summary>
    public string Trace { get; init; } = "";
}
