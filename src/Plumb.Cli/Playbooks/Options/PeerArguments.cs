using System.Globalization;

namespace Plumb.Cli.Playbooks.Options;

/// <summary>A command line read as Python's argparse does: short options in clusters, values with or without a sign between, long names cut short.</summary>
internal sealed class PeerArguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<string> _positional = [];

    private PeerArguments() { }

    public IReadOnlyList<string> Positional => _positional;

    /// <summary>What is wrong with the command line, or null.</summary>
    public string? Fault { get; private set; }

    public static PeerArguments Read(IReadOnlyList<string> arguments, IReadOnlyList<PeerOption> options)
    {
        var read = new PeerArguments();
        for (var i = 0; i < arguments.Count && read.Fault is null; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                read._positional.AddRange(arguments.Skip(i + 1));
                break;
            }
            if (argument.StartsWith("--", StringComparison.Ordinal)) read.ReadLong(argument, arguments, ref i, options);
            else if (argument.Length > 1 && argument[0] == '-' && !char.IsAsciiDigit(argument[1])) read.ReadShort(argument, arguments, ref i, options);
            else read._positional.Add(argument);
        }
        return read;
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public int Count(string key) => _values.TryGetValue(key, out var values) ? values.Count : 0;

    public string? Last(string key) => _values.TryGetValue(key, out var values) ? values[^1] : null;

    public IReadOnlyList<string> All(string key) => _values.TryGetValue(key, out var values) ? values : [];

    public int? Number(string key)
    {
        if (Last(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Fault ??= $"argument --{key}: invalid int value: '{text}'";
        return null;
    }

    private void ReadLong(string argument, IReadOnlyList<string> arguments, ref int index, IReadOnlyList<PeerOption> options)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        var found = options.Where(o => o.Names.Contains(name)).ToList();
        if (found.Count == 0) found = [.. options.Where(o => o.Names.Any(n => n.StartsWith(name, StringComparison.Ordinal)))];
        if (found.Count != 1)
        {
            Fault = found.Count == 0 ? $"unrecognized arguments: {argument}" : $"ambiguous option: {name} could match {string.Join(", ", found.SelectMany(o => o.Names).Where(n => n.StartsWith(name, StringComparison.Ordinal)))}";
            return;
        }
        if (found[0].TakesValue) Take(found[0], equals < 0 ? Next(arguments, ref index) : argument[(equals + 1)..]);
        else if (equals >= 0) Fault = $"argument {name}: ignored explicit argument '{argument[(equals + 1)..]}'";
        else Add(found[0].Key, "");
    }

    private void ReadShort(string argument, IReadOnlyList<string> arguments, ref int index, IReadOnlyList<PeerOption> options)
    {
        for (var at = 1; at < argument.Length; at++)
        {
            var name = "-" + argument[at];
            if (options.FirstOrDefault(o => o.Names.Contains(name)) is not { } option)
            {
                Fault = $"unrecognized arguments: {argument}";
                return;
            }
            if (!option.TakesValue)
            {
                Add(option.Key, "");
                continue;
            }
            var rest = argument[(at + 1)..];
            Take(option, rest.Length > 0 ? rest.TrimStart('=') : Next(arguments, ref index));
            return;
        }
    }

    private void Take(PeerOption option, string? value)
    {
        if (value is null) Fault = $"argument {string.Join('/', option.Names)}: expected one argument";
        else Add(option.Key, value);
    }

    private static string? Next(IReadOnlyList<string> arguments, ref int index) => index + 1 < arguments.Count ? arguments[++index] : null;

    private void Add(string key, string value)
    {
        if (!_values.TryGetValue(key, out var values)) _values[key] = values = [];
        values.Add(value);
    }
}
