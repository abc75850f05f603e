using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Actions;

/// <summary>Finds one fact of a host: told by a variable, gathered before, or asked for now.</summary>
internal static class HostFact
{
    public static async ValueTask<string?> FindAsync(ActionContext context, string variable, string fact, CancellationToken cancellation)
    {
        if (context.Scope.Variable(variable) is { } told) return PyText.Str(told);
        var host = context.Settings.DelegateTo ?? context.Host;
        if (context.Services.Stores.Of(host).Facts is { } known && known.TryGet(fact, out var value)) return PyText.Str(value);
        var arguments = new PyDict { ["gather_subset"] = new PyList(["!all"]), ["filter"] = new PyList(["ansible_" + fact]) };
        var asked = await (context with { Background = null, Settings = context.Settings with { Check = false } }).OperateAsync("setup", arguments, cancellation).ConfigureAwait(false);
        return asked.TryGet("ansible_facts", out var facts) && facts is PyDict all && all.TryGet("ansible_" + fact, out value) ? PyText.Str(value) : null;
    }
}
