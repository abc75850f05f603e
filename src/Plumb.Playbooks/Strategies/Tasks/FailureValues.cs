using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>The values of a result for what went wrong before or around an action.</summary>
internal static class FailureValues
{
    public static PyDict Of(Exception fault) => fault switch
    {
        TaskFailure failure => failure.Result,
        // A fault of Python itself is told by its class too, as one in the code of a plugin.
        TemplatingException { Fault: TemplatingFault.Python } python => ResultValues.Failure(python.Message, new KeyValuePair<string, object?>("exception", $"{python.PythonClass}: {python.Message}")),
        TemplatingException templating => ResultValues.Failure(templating.Message),
        _ => ResultValues.Failure(fault.Message),
    };
}
