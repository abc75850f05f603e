using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>A task cannot go on. It ends this task on this host, never the run.</summary>
public sealed class TaskFailure : Exception
{
    public TaskFailure(string message) : base(message) => Result = new PyDict { ["failed"] = true, ["msg"] = message };

    public TaskFailure(PyDict result) : base(result.TryGet("msg", out var text) ? text as string : null) => Result = result;

    public PyDict Result { get; }
}
