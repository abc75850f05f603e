using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Hands a package to the host's own package manager.</summary>
internal sealed class PackageAction : IAction
{
    public string Name => "package";

    public bool SupportsAsync => true;

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments.Copy();
        var manager = context.Text("use") is { } use && use != "auto" ? use : await HostFact.FindAsync(context, "ansible_package_use", "pkg_mgr", cancellation).ConfigureAwait(false);
        if (manager is null or "auto" or "unknown") throw new TaskFailure("Could not detect which package manager to use. Try gathering facts or setting the \"use\" option.");
        arguments.Remove("use");
        var name = manager switch { "dnf5" or "yum" => "dnf", "apk" => "community.general.apk", "pacman" => "community.general.pacman", "zypper" => "community.general.zypper", "portage" => "community.general.portage", "xbps" => "community.general.xbps", "opkg" => "community.general.opkg", _ => manager };
        // A manager that is not built in may have a module in a collection that is installed.
        var action = context.Services.Modules.Find(name, []) ?? throw new TaskFailure($"Could not find a module for {manager}.");
        return await action.RunAsync(context with { Arguments = arguments }, cancellation).ConfigureAwait(false);
    }
}
