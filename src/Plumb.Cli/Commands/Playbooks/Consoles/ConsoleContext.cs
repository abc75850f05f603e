using System.Globalization;
using Plumb.Cli.Commands.Playbooks.Plays;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Strategies;
using Plumb.Playbooks.Variables;

namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>What the commands of a console work on: the hosts, the engine that runs tasks, and what has been set so far.</summary>
internal sealed class ConsoleContext(PlaySession session, PlayInventory inventory, PlayEngine engine, string folder)
{
    private static readonly string[] UserVariables = ["LOGNAME", "USER", "LNAME", "USERNAME"];

    private IReadOnlyList<string>? _hosts;

    public PlaySession Session => session;

    public PlayInventory Inventory => inventory;

    public PlayEngine Engine => engine;

    /// <summary>The folder that stands for the playbook's.</summary>
    public string Folder => folder;

    public PlayOutput Output => session.Output;

    public required ConsoleState State
    {
        get;
        set
        {
            if (field?.Pattern != value.Pattern) _hosts = null;
            field = value;
        }
    }

    /// <summary>The hosts of the pattern that is set.</summary>
    public IReadOnlyList<string> Hosts => _hosts ??= [.. inventory.Match(State.Pattern, limited: true)];

    public bool IsRoot => State is { Become: true, BecomeUser: null or "root" };

    public string Prompt => string.Create(CultureInfo.InvariantCulture, $"{State.RemoteUser ?? UserName}@{State.Pattern} ({Hosts.Count})[f:{State.Forks}]{(IsRoot ? "# " : "$ ")}");

    private string UserName => UserVariables.Select(session.Terminal.Environment).FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? Environment.UserName;

    public void Error(string text) => Output.Error($"[ERROR]: {text}");
}
