using System.CommandLine;
using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands.Playbooks.Consoles;
using Plumb.Cli.Commands.Playbooks.Plays;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary>
/// The visible list of commands for playbooks and hosts, and of the programs that these answer as. A new one adds its file and
/// one line here.
/// </summary>
internal static class PlaybookCommandTable
{
    /// <summary>The commands of <c>plumb</c>.</summary>
    public static IReadOnlyList<GnuCommand> Commands { get; } =
    [
        PlayCommand.Command,
        AdHocCommand.Command,
        RolesCommand.Collections,
        ConfigCommand.Command,
        DocsCommand.Command,
        FactsCommand.Command,
        InventoryCommand.Command,
        RolesCommand.Roles,
        ShellCommand.Command,
        VaultCommand.Command,
    ];

    /// <summary>The names that this program may be called by through a link, with what it then is.</summary>
    public static IReadOnlyList<(string Program, GnuCommand Command)> Programs { get; } =
    [
        ("ansible-playbook", PlayCommand.Peer),
        ("ansible", AdHocCommand.Command),
        ("ansible-config", ConfigCommand.Command),
        ("ansible-console", ShellCommand.Command),
        ("ansible-doc", DocsCommand.Command),
        ("ansible-galaxy", RolesCommand.Galaxy),
        ("ansible-inventory", InventoryCommand.Command),
        ("ansible-pull", PullCommand.Command),
        ("ansible-vault", VaultCommand.Command),
    ];

    public static GnuCommand? FindCommand(string name) => Commands.FirstOrDefault(c => c.Name == name);

    public static GnuCommand? FindProgram(string name) => Programs.FirstOrDefault(p => p.Program == name).Command;

    /// <summary>The commands as the program's own help and completion list them; running them is not theirs.</summary>
    public static IEnumerable<Command> Listed() => Commands.Select(Listed);

    private static Command Listed(GnuCommand command)
    {
        var listed = new Command(command.Name, command.Summary);
        foreach (var option in command.Options)
        {
            var name = option.AllNames.LastOrDefault(n => n.StartsWith("--", StringComparison.Ordinal)) ?? option.AllNames[0];
            listed.Add(option.Value is null ? new Option<bool>(name) : new Option<string>(name));
        }
        foreach (var sub in command.Subcommands) listed.Add(Listed(sub));
        return listed;
    }
}
