using System.CommandLine;
using System.Text;
using Plumb.Cli.Session;

namespace Plumb.Cli.Help;

/// <summary>The help of the program and of each command, in the peer's layout.</summary>
internal static class HelpText
{
    private const int Width = 78;
    private const int NameWidth = 14;
    private const int OptionWidth = 26;

    public static string OfProgram(ProgramIdentity program, IEnumerable<Command> main, IEnumerable<Command> others)
    {
        var text = new StringBuilder();
        text.Append($"Usage: {program.Command} [global options] <subcommand> [args]\n\n");
        text.Append("The available commands for execution are listed below.\nThe primary workflow commands are given first, followed by\nless common or more advanced commands.\n\nMain commands:\n");
        foreach (var command in main) AppendCommand(text, command, "  ");
        text.Append("\nAll other commands:\n");
        foreach (var command in others.Where(c => !c.Hidden).OrderBy(c => c.Name, StringComparer.Ordinal)) AppendCommand(text, command, "  ");
        return text.Append("""

            Global options (use these before the subcommand, if any):
              -chdir=DIR    Go to another directory before the command runs.
              -help         Show this help, or that of the command named.
              -version      The same as the command "version".

            """.ReplaceLineEndings("\n")).ToString();
    }

    public static string OfCommand(ProgramIdentity program, IReadOnlyList<Command> path)
    {
        var command = path[^1];
        var text = new StringBuilder();
        text.Append($"Usage: {program.Command} [global options] {string.Join(' ', path.Select(c => c.Name))}");
        var options = command.Options.Where(o => !o.Hidden && o is not System.CommandLine.Help.HelpOption).OrderBy(o => o.Name, StringComparer.Ordinal).ToArray();
        if (command.Subcommands.Count > 0) text.Append(command.Action is null ? " <subcommand> [options] [args]" : " [<subcommand>] [options]");
        else if (options.Length > 0) text.Append(" [options]");
        foreach (var argument in command.Arguments) text.Append(' ').Append(Placeholder(argument));
        text.Append("\n\n");
        foreach (var paragraph in (command.Description ?? "").Split('\n')) AppendWrapped(text, paragraph, "  ", "  ");
        if (command.Arguments.Any(a => a.Description is not null))
        {
            text.Append("\nArguments:\n\n");
            foreach (var argument in command.Arguments) AppendEntry(text, argument.Name.ToUpperInvariant(), argument.Description ?? "");
        }
        if (command.Subcommands.Any(c => !c.Hidden))
        {
            text.Append("\nSubcommands:\n");
            var width = command.Subcommands.Max(c => c.Name.Length) + 4;
            foreach (var sub in command.Subcommands.Where(c => !c.Hidden).OrderBy(c => c.Name, StringComparer.Ordinal)) AppendCommand(text, sub, "    ", width);
        }
        if (options.Length > 0)
        {
            text.Append("\nOptions:\n\n");
            foreach (var option in options) AppendEntry(text, Label(option), option.Description ?? "");
        }
        return text.ToString();
    }

    /// <summary>The first sentence or line of a description.</summary>
    public static string Synopsis(Command command) => (command.Description ?? "").Split('\n')[0].TrimEnd('.');

    private static void AppendCommand(StringBuilder text, Command command, string indent, int width = NameWidth)
    {
        text.Append(indent).Append(command.Name.PadRight(width)).Append(Synopsis(command)).Append('\n');
    }

    private static string Placeholder(Argument argument)
    {
        var name = argument.Name.ToUpperInvariant();
        if (argument.Arity.MaximumNumberOfValues > 1) name += "...";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    /// <summary>A switch that is on by itself shows how it is turned off.</summary>
    private static string Label(Option option)
    {
        if (option.ValueType == typeof(bool)) return option.HasDefaultValue && option.GetDefaultValue() is true ? option.Name + "=false" : option.Name;
        return option.Name switch
        {
            "-var" => "-var 'foo=bar'",
            "-target" or "-exclude" or "-replace" => option.Name + "=ADDRESS",
            "-lock-timeout" => option.Name + "=0s",
            "-parallelism" => option.Name + "=10",
            "-id" => option.Name + "=ID",
            "-type" => option.Name + "=TYPE",
            _ => option.Name + "=PATH",
        };
    }

    private static void AppendEntry(StringBuilder text, string label, string description)
    {
        var head = "  " + label;
        if (head.Length >= OptionWidth)
        {
            text.Append(head).Append('\n');
            head = "";
        }
        AppendWrapped(text, description, head.PadRight(OptionWidth), new string(' ', OptionWidth));
    }

    private static void AppendWrapped(StringBuilder text, string paragraph, string first, string following)
    {
        var line = new StringBuilder(first);
        var begun = false;
        foreach (var word in paragraph.Split(' '))
        {
            if (begun && line.Length + 1 + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(following);
                begun = false;
            }
            line.Append(begun ? " " : "").Append(word);
            begun = true;
        }
        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
