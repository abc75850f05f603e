using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>A task cannot go on. It ends this task on this host, never the run.</summary>
public sealed class TaskFailure : Exception
{
    /// <summary>What Python tells of an exception where there is none.</summary>
    public const string NoCause = "NoneType: None";

    public TaskFailure(string message) : base(message) => Result = new PyDict { ["failed"] = true, ["msg"] = message };

    public TaskFailure(PyDict result) : base(result.TryGet("msg", out var text) ? text as string : null) => Result = result;

    /// <summary>A failure that an action tells of itself. Its output has a line about it besides the result.</summary>
    public static TaskFailure OfAction(string message, string? cause = null) => new(new PyDict { ["failed"] = true, ["msg"] = message, ["exception"] = cause ?? message });

    public PyDict Result { get; }

    /// <summary>Whether there is nothing that could have tried, so that the result does not speak of changes.</summary>
    public bool IsUntried { get; init; }
}
