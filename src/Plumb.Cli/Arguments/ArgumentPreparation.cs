using Plumb.Cli.Session;

namespace Plumb.Cli.Arguments;

/// <summary>Brings arguments into the form that is parsed: options with one dash, those of the environment put in, -chdir taken out.</summary>
internal static class ArgumentPreparation
{
    public static (string[] Arguments, string? Directory) Prepare(string[] args, Terminal terminal)
    {
        string? directory = null;
        var list = new List<string>();
        foreach (var arg in args)
        {
            if (list.Count == 0 && (arg.StartsWith("-chdir=", StringComparison.Ordinal) || arg.StartsWith("--chdir=", StringComparison.Ordinal))) directory = arg[(arg.IndexOf('=', StringComparison.Ordinal) + 1)..];
            else list.Add(OneDash(arg));
        }
        if (list is ["-version" or "-v", ..]) list[0] = "version";
        return ([.. list], directory);
    }

    /// <summary>With the arguments that the environment has for every command, and those for the one that is named, before what follows its name.</summary>
    public static string[] WithEnvironment(string[] args, IReadOnlyList<string> command, Terminal terminal)
    {
        if (command.Count == 0) return args;
        var end = 0;
        foreach (var word in command) end = Array.IndexOf(args, word, end) + 1;
        var specific = $"TF_CLI_ARGS_{string.Join('_', command)}";
        return [.. args[..end], .. Words(terminal.Environment("TF_CLI_ARGS")).Concat(Words(terminal.Environment(specific))).Select(OneDash), .. args[end..]];
    }

    /// <summary>Go's flags take one dash or two; long help stays as it is.</summary>
    private static string OneDash(string arg) => arg.Length > 2 && arg.StartsWith("--", StringComparison.Ordinal) && arg != "--help" ? arg[1..] : arg == "-help" ? "--help" : arg;

    /// <summary>The words of a line that is being written: the last one is the one that goes on, and empty after a blank.</summary>
    public static IReadOnlyList<string> BegunWords(string line)
    {
        var words = Words(line);
        if (line.Length == 0 || char.IsWhiteSpace(line[^1])) words.Add("");
        return words;
    }

    /// <summary>Splits as a shell would: blanks, quotes of both kinds, backslashes.</summary>
    private static List<string> Words(string? text)
    {
        var words = new List<string>();
        if (string.IsNullOrWhiteSpace(text)) return words;
        var word = new System.Text.StringBuilder();
        var (quote, open) = ('\0', false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (open) words.Add(word.ToString());
                word.Clear();
                open = false;
                continue;
            }
            open = true;
            if (c == '\\' && quote != '\'' && i + 1 < text.Length) word.Append(text[++i]);
            else if (quote == '\0' && c is '"' or '\'') quote = c;
            else if (c == quote) quote = '\0';
            else word.Append(c);
        }
        if (open) words.Add(word.ToString());
        return words;
    }
}
