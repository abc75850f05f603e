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
        TemplatingException templating => ResultValues.Failure(templating.Message),
        _ => ResultValues.Failure(fault.Message),
    };
}
