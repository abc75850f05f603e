using System.Globalization;

namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>The visible list of the console's own commands. All else that is typed is an action, or a line for the hosts' shell.</summary>
internal static class ConsoleTable
{
    public const string Exit = "exit";
    public const string Help = "help";
    public const string Shell = "shell";

    private const string ForksUsage = "Usage: forks <number>";
    private const string CollectionsUsage = "Usage: collections <collection1>[, <collection2> ...]\n Use empty quotes or \"none\" to reset to default.\n";

    public static IReadOnlyList<ConsoleEntry> All { get; } =
    [
        new("become", "Toggle whether the tasks are run with become", Become),
        new("become_method", "Set the privilege escalation plugin to use when become is enabled", BecomeMethod),
        new("become_user", "Set the user for use with privilege escalation (which remote user attempts to 'become' when become is enabled)", BecomeUser),
        new("cd", "Change active host/group. ", ChangePattern) { Usage = "Usage: cd <group>|<host>|<host pattern>" },
        new("check", "Toggle check_mode for the tasks", Check),
        new("collections", "Set the collection name search path when using short names for plugins", Collections) { Usage = CollectionsUsage },
        new("diff", "Toggle diff output for the tasks", Diff),
        new(Exit, "LEAVE!", (_, _) => { }),
        new("forks", "Set the number of forks to use per task", Forks) { Usage = ForksUsage },
        new(Help, "List the commands, or tell of one of them or of a module", ConsoleHelp.Tell),
        new("list", "List the hosts in the current group or a list of groups if you add 'groups'.", List),
        new("remote_user", "Set the user for use as login to the remote target", RemoteUser),
        new("serial", "Set the number of forks to use per task", Forks) { Usage = ForksUsage },
        new(Shell, "You can run shell commands through the shell module.", (_, _) => { }),
        new("timeout", "Set task timeout in seconds", Timeout) { Usage = "Usage: timeout <seconds>" },
        new("verbosity", "Set the verbosity level, equivalent to -v for 1 and -vvvv for 4.", Verbosity),
    ];

    public static ConsoleEntry? Find(string name) => All.FirstOrDefault(e => e.Name == name);

    private static bool IsTrue(string text) => text.ToLowerInvariant() is "yes" or "on" or "1" or "true" or "t" or "y" or "1.0";

    private static string Truth(bool value) => value ? "True" : "False";

    private static void Become(ConsoleContext context, string argument)
    {
        if (argument.Length == 0)
        {
            context.Output.Line("Please specify become value, e.g. `become yes`");
            return;
        }
        context.State = context.State with { Become = IsTrue(argument) };
        context.Output.Verbose(1, $"become changed to {Truth(context.State.Become)}");
    }

    private static void BecomeMethod(ConsoleContext context, string argument)
    {
        if (argument.Length == 0)
        {
            context.Output.Line("Please specify a become_method, e.g. `become_method su`");
            context.Output.Verbose(1, $"Current become_method is {context.State.BecomeMethod}");
            return;
        }
        context.State = context.State with { BecomeMethod = argument };
        context.Output.Verbose(1, $"become_method changed to {argument}");
    }

    private static void BecomeUser(ConsoleContext context, string argument)
    {
        if (argument.Length == 0)
        {
            context.Output.Line("Please specify a user, e.g. `become_user jenkins`");
            context.Output.Verbose(1, $"Current user is {context.State.BecomeUser}");
            return;
        }
        context.State = context.State with { BecomeUser = argument };
    }

    private static void RemoteUser(ConsoleContext context, string argument)
    {
        if (argument.Length == 0) context.Output.Line("Please specify a remote user, e.g. `remote_user root`");
        else context.State = context.State with { RemoteUser = argument };
    }

    private static void ChangePattern(ConsoleContext context, string argument)
    {
        var pattern = argument switch { "" => "*", "/" or "*" or "/*" => "all", _ => argument };
        if (pattern == argument && context.Inventory.Match(pattern, limited: false).Count == 0)
        {
            context.Session.TellWarnings();
            context.Output.Line("no host matched");
            return;
        }
        context.State = context.State with { Pattern = pattern };
    }

    private static void Check(ConsoleContext context, string argument)
    {
        if (argument.Length == 0)
        {
            context.Output.Line("Please specify check mode value, e.g. `check yes`");
            context.Output.Verbose(1, $"check mode is currently {Truth(context.State.Check)}.");
            return;
        }
        context.State = context.State with { Check = IsTrue(argument) };
        context.Output.Line($"check mode changed to {Truth(context.State.Check)}");
    }

    private static void Diff(ConsoleContext context, string argument)
    {
        if (argument.Length == 0)
        {
            context.Output.Line("Please specify a diff value , e.g. `diff yes`");
            context.Output.Verbose(1, $"diff mode is currently {Truth(context.State.Diff)}");
            return;
        }
        context.State = context.State with { Diff = IsTrue(argument) };
        context.Output.Line($"diff mode changed to {Truth(context.State.Diff)}");
    }

    private static void Collections(ConsoleContext context, string argument)
    {
        string[] named = argument is "" or "none" or "''" or "\"\"" ? [] : argument.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        context.State = context.State with { Collections = named.Length == 0 ? [] : [.. context.State.Collections, .. named] };
        context.Output.Verbose(1, context.State.Collections.Count == 0 ? "Collections name search is using defaults" : $"Collections name search is set to: {string.Join(", ", context.State.Collections)}");
    }

    private static void Forks(ConsoleContext context, string argument)
    {
        if (argument.Length == 0) context.Output.Line(ForksUsage);
        else if (!int.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var forks)) context.Error($"Invalid argument for \"forks\"\n{ForksUsage}");
        else if (forks < 1) context.Output.Line("forks must be greater than or equal to 1");
        else context.State = context.State with { Forks = forks };
    }

    private static void Timeout(ConsoleContext context, string argument)
    {
        if (argument.Length == 0) context.Output.Line("Usage: timeout <seconds>");
        else if (!int.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)) context.Error($"The timeout must be a valid positive integer, or 0 to disable: '{argument}' is none");
        else if (seconds < 0) context.Error("The timeout must be greater than or equal to 1, use 0 to disable");
        else context.State = context.State with { Timeout = seconds };
    }

    private static void Verbosity(ConsoleContext context, string argument)
    {
        if (argument.Length == 0)
        {
            context.Output.Line("Usage: verbosity <number>");
            return;
        }
        if (!int.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level))
        {
            context.Error($"The verbosity must be a valid integer: '{argument}' is none");
            return;
        }
        context.Output.Verbosity = level;
        context.Output.Verbose(1, $"verbosity level set to {argument}");
    }

    private static void List(ConsoleContext context, string argument)
    {
        if (argument.Length > 0 && argument != "groups") context.Error("Invalid option passed to \"list\"");
        IEnumerable<string> names = argument switch { "" => context.Hosts, "groups" => context.Inventory.Groups.Keys, _ => [Find("list")?.Summary ?? ""] };
        foreach (var name in names) context.Output.Line(name);
    }
}
