namespace Plumb.Cli.Arguments.Gnu;

/// <summary>Reads the words of a command line by the options of a command.</summary>
internal sealed class GnuParser(GnuCommand command)
{
    private readonly List<(GnuOption Option, string? Value)> _given = [];
    private readonly List<string> _operands = [];
    private readonly List<string> _unknown = [];

    /// <summary>Throws <see cref="GnuUsageException"/>.</summary>
    public static GnuArguments Parse(GnuCommand command, IReadOnlyList<string> words) => new GnuParser(command).Parse(words);

    private GnuArguments Parse(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word == "--")
            {
                _operands.AddRange(words.Skip(i + 1));
                break;
            }
            if (word.StartsWith("--", StringComparison.Ordinal)) ReadLong(word, words, ref i);
            else if (word.Length > 1 && word[0] == '-') ReadShort(word, words, ref i);
            else _operands.Add(word);
        }
        CheckGroups();
        CheckOperands();
        return new GnuArguments(_given, _operands);
    }

    private void ReadLong(string word, IReadOnlyList<string> words, ref int i)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word : word[..equals];
        if (FindLong(name) is not { } option)
        {
            _unknown.Add(word);
            return;
        }
        if (option.Value is null && equals >= 0) throw new GnuUsageException($"argument {option.Label}: ignored explicit argument '{word[(equals + 1)..]}'");
        Add(option, option.Value is null ? null : equals >= 0 ? word[(equals + 1)..] : NextValue(option, words, ref i));
    }

    /// <summary>A name may be shortened as long as only one begins so.</summary>
    private GnuOption? FindLong(string name)
    {
        if (command.Options.FirstOrDefault(o => o.AllNames.Contains(name)) is { } exact) return exact;
        var begun = command.Options.SelectMany(o => o.AllNames.Select(n => (Name: n, Option: o))).Where(p => p.Name.StartsWith(name, StringComparison.Ordinal)).ToArray();
        return begun.Select(p => p.Option).Distinct().Count() switch
        {
            0 => null,
            1 => begun[0].Option,
            _ => throw new GnuUsageException($"ambiguous option: {name} could match {string.Join(", ", begun.Select(p => p.Name))}"),
        };
    }

    private void ReadShort(string word, IReadOnlyList<string> words, ref int i)
    {
        for (var at = 1; at < word.Length; at++)
        {
            var name = "-" + word[at];
            if (command.Options.FirstOrDefault(o => o.AllNames.Contains(name)) is not { } option)
            {
                _unknown.Add(at == 1 ? word : "-" + word[at..]);
                return;
            }
            if (option.Value is null)
            {
                Add(option, null);
                continue;
            }
            var rest = word[(at + 1)..];
            Add(option, rest.Length == 0 ? NextValue(option, words, ref i) : rest.StartsWith('=') ? rest[1..] : rest);
            return;
        }
    }

    private static string NextValue(GnuOption option, IReadOnlyList<string> words, ref int i)
    {
        var hasNext = i + 1 < words.Count && (words[i + 1].Length < 2 || words[i + 1][0] != '-' || IsNegativeNumber(words[i + 1]));
        if (hasNext) return words[++i];
        return option.Implied ?? throw new GnuUsageException($"argument {option.Label}: expected one argument");
    }

    private static bool IsNegativeNumber(string word) => word.Length > 1 && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private void Add(GnuOption option, string? value)
    {
        if (value is not null && option.Choices.Count > 0 && !option.Choices.Contains(value))
            throw new GnuUsageException($"argument {option.Label}: invalid choice: '{value}' (choose from {string.Join(", ", option.Choices.Select(c => $"'{c}'"))})");
        _given.Add((option, value));
    }

    private void CheckGroups()
    {
        foreach (var group in _given.Select(g => g.Option).Where(o => o.Group is not null).Distinct().GroupBy(o => o.Group))
        {
            if (group.Count() > 1) throw new GnuUsageException($"argument {group.ElementAt(1).Label}: not allowed with argument {group.First().Label}");
        }
    }

    private void CheckOperands()
    {
        if (_operands.Count < command.MinOperands) throw new GnuUsageException($"the following arguments are required: {command.Operands.Split(' ')[0].Trim('[', ']')}");
        _unknown.AddRange(_operands.Skip(command.MaxOperands));
        if (_unknown.Count > 0) throw new GnuUsageException($"unrecognized arguments: {string.Join(' ', _unknown)}");
    }
}
