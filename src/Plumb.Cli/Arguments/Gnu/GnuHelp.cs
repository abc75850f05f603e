using System.Text;

namespace Plumb.Cli.Arguments.Gnu;

/// <summary>The usage and the help of a command.</summary>
internal static class GnuHelp
{
    private const int Width = 79;
    private const int Column = 24;

    public static string Usage(string program, GnuCommand command)
    {
        var head = $"usage: {program}";
        var parts = new List<string> { "[-h]" };
        foreach (var option in command.Options) parts.Add(option.Value is null ? $"[{option.AllNames[0]}]" : $"[{option.AllNames[0]} {option.Value}]");
        if (command.Operands.Length > 0) parts.Add(command.Operands);
        if (command.Subcommands.Count > 0) parts.Add(command.Run is null ? "COMMAND ..." : "[COMMAND ...]");
        return Wrap(head, parts, Math.Min(head.Length + 1, Column)) + "\n";
    }

    public static string Full(string program, GnuCommand command)
    {
        var text = new StringBuilder(Usage(program, command));
        text.Append('\n').Append(Wrap("", command.Summary.Split(' '), 0).TrimStart()).Append('\n');
        if (command.Subcommands.Count > 0)
        {
            text.Append("\ncommands:\n");
            foreach (var sub in command.Subcommands) AppendEntry(text, sub.Name, sub.Summary);
        }
        text.Append("\noptions:\n");
        AppendEntry(text, "-h, --help", "Show this help.");
        foreach (var option in command.Options) AppendEntry(text, string.Join(", ", option.AllNames.Select(n => option.Value is null ? n : $"{n} {option.Value}")), option.Description);
        return text.ToString();
    }

    private static void AppendEntry(StringBuilder text, string label, string description)
    {
        var head = "  " + label;
        if (head.Length > Column - 2)
        {
            text.Append(head).Append('\n');
            head = "";
        }
        text.Append(Wrap(head.PadRight(Column - 1), description.Split(' '), Column)).Append('\n');
    }

    private static string Wrap(string head, IEnumerable<string> words, int indent)
    {
        var text = new StringBuilder(head);
        var length = head.Length;
        foreach (var word in words)
        {
            if (length > indent && length + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', Math.Max(0, indent - 1));
                length = Math.Max(0, indent - 1);
            }
            text.Append(' ').Append(word);
            length += 1 + word.Length;
        }
        return text.ToString();
    }
}
