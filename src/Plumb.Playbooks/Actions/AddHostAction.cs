using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Adds a host to the inventory of the run.</summary>
internal sealed class AddHostAction : IAction
{
    private static readonly HashSet<string> OwnArguments = ["name", "hostname", "host", "groups", "groupname", "group"];

    public string Name => "add_host";

    public bool RunsOnce => true;

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        // A variable may hold all of them.
        if (context.Argument(TaskConfig.FreeText) is PyDict whole) context = context with { Arguments = whole };
        var given = context.Text("name") ?? context.Text("hostname") ?? context.Text("host") ?? throw new TaskFailure("name, host or hostname needs to be provided");
        var variables = new PyDict();
        foreach (var (key, value) in context.Arguments.Entries)
        {
            if (!OwnArguments.Contains(PyText.Str(key))) variables[key] = value;
        }
        var name = WithoutPort(given, out var port);
        if (port is { } number) variables["ansible_ssh_port"] = number;
        var groups = (context.Argument("groups") ?? context.Argument("groupname") ?? context.Argument("group")) switch
        {
            null => [],
            PyList list => list.Items.Select(PyText.Str),
            string text => text.Split(','),
            _ => throw new TaskFailure("Groups must be specified as a list."),
        };
        var distinct = groups.Select(g => g.Trim()).Where(g => g.Length > 0).Distinct(StringComparer.Ordinal);
        return ValueTask.FromResult(new PyDict
        {
            ["changed"] = false,
            ["add_host"] = new PyDict { ["host_name"] = name, ["groups"] = new PyList(distinct.Select(object? (g) => g)), ["host_vars"] = variables },
        });
    }

    private static string WithoutPort(string name, out long? port)
    {
        port = null;
        var colon = name.LastIndexOf(':');
        // More than one colon is an address of IPv6, whose port stands behind brackets.
        if (colon < 0 || (name.IndexOf(':', StringComparison.Ordinal) != colon && name[colon - 1] != ']')) return name;
        if (!long.TryParse(name.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture, out var number)) return name;
        port = number;
        return name[..colon].Trim('[', ']');
    }
}
