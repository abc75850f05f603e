using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Reading;

namespace Plumb.Playbooks.Actions;

/// <summary>Hands a service to the host's own service manager, without what that does not know.</summary>
internal sealed class ServiceAction : IAction
{
    private static readonly string[] UnknownToSystemd = ["pattern", "runlevel", "sleep", "arguments", "args"];

    public string Name => "service";

    public bool SupportsAsync => true;

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments.Copy();
        var manager = context.Text("use") is { } use && use != "auto" ? use : await HostFact.FindAsync(context, "ansible_service_use", "service_mgr", cancellation).ConfigureAwait(false);
        arguments.Remove("use");
        var name = manager is not null && context.Services.Actions.Names.Contains(ActionNames.Short(manager)) ? ActionNames.Operation(ActionNames.Short(manager)) : "service";
        var warnings = new List<object?>();
        if (name == "systemd")
        {
            foreach (var unknown in UnknownToSystemd)
            {
                if (arguments.Remove(unknown)) warnings.Add($"Ignoring \"{unknown}\" as it is not used in \"{name}\"");
            }
        }
        var values = await context.OperateAsync(name, arguments, cancellation).ConfigureAwait(false);
        if (warnings.Count > 0) values["warnings"] = new PyList(warnings);
        return values;
    }
}
