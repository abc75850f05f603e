using System.Text;

namespace Plumb.Cli.Commands.Playbooks.Vault;

/// <summary>The words of a command such as EDITOR holds: blanks separate them, quotes and backslashes protect.</summary>
internal static class CommandWords
{
    public static IReadOnlyList<string> Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var isOpen = false;
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isOpen) words.Add(word.ToString());
                word.Clear();
                isOpen = false;
                continue;
            }
            isOpen = true;
            if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '"' or '\'') quote = c;
            else if (c == '\\' && quote != '\'' && i + 1 < command.Length) word.Append(command[++i]);
            else word.Append(c);
        }
        if (isOpen) words.Add(word.ToString());
        return words;
    }
}
