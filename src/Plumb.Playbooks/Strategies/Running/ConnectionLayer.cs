using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>
/// How a task reaches its host, as variables below all others: they are there even where nobody set them. A keyword that is a template
/// is not among them, for it may ask for these variables itself.
/// </summary>
/// <param name="isImplicit">Whether no inventory names the host, which can only be the machine itself.</param>
internal sealed class ConnectionLayer(RunSettings settings, TaskNode task, string host, bool isImplicit) : VariableLayer
{
    private const string LocalAddress = "127.0.0.1";

    private static readonly string[] Always = ["ansible_connection", "ansible_host", "ansible_pipelining", "ansible_shell_executable", "ansible_ssh_host", "ansible_ssh_pipelining", "ansible_ssh_timeout", "ansible_timeout"];

    private static readonly string[] WhereSet = ["ansible_password", "ansible_port", "ansible_ssh_pass", "ansible_ssh_port", "ansible_ssh_user", "ansible_user"];

    /// <summary>The variables of the host that the task is delegated to, once that is known: what its own host leaves unsaid is said by those.</summary>
    public TaskScope? Delegate { get; set; }

    public override IEnumerable<string> Names => [.. Always, .. WhereSet.Where(n => TryGet(n, out _))];

    public override bool TryGet(string name, out object? value)
    {
        value = name.StartsWith("ansible_", StringComparison.Ordinal) ? Find(name) : null;
        return value is not null;
    }

    private object? Find(string name) => Delegate is not null && name is "ansible_connection" or "ansible_host" or "ansible_port" or "ansible_user" ? Delegate?.Variable(name) : Own(name);

    private object? Own(string name) => name switch
    {
        "ansible_connection" => (Keyword("connection") ?? settings.Connection.Name) is var way and not "smart" ? way : "ssh",
        "ansible_host" or "ansible_ssh_host" => isImplicit && task.Scope.Nearest("delegate_to") is null ? LocalAddress : host,
        "ansible_user" or "ansible_ssh_user" => Keyword("remote_user") ?? settings.Connection.User,
        "ansible_port" or "ansible_ssh_port" => Keyword("port") ?? (object?)(long?)settings.Connection.Port,
        "ansible_password" or "ansible_ssh_pass" => settings.Connection.Password,
        "ansible_timeout" or "ansible_ssh_timeout" => (long)settings.Connection.Timeout,
        "ansible_pipelining" or "ansible_ssh_pipelining" => false,
        "ansible_shell_executable" => "/bin/sh",
        _ => null,
    };

    private object? Keyword(string name) => task.Scope.Nearest(name)?.Value is { } value and not TemplateText ? value : null;
}
