using System.Globalization;

namespace Plumb.Playbooks.Callbacks;

/// <summary>The colours of output: those that the peer has, where the settings say no others.</summary>
public sealed class ColorTable(IReadOnlyDictionary<OutputColor, string> settings)
{
    public static ColorTable Default { get; } = new(new Dictionary<OutputColor, string>());

    public string Wrap(string text, OutputColor color)
    {
        if (color == OutputColor.None || Code(settings.GetValueOrDefault(color) ?? DefaultName(color)) is not { } code) return text;
        return string.Join('\n', text.Split('\n').Select(line => $"\u001b[{code}m{line}\u001b[0m"));
    }

    private static string DefaultName(OutputColor color) => color switch
    {
        OutputColor.Ok or OutputColor.DiffAdded => "green",
        OutputColor.Changed => "yellow",
        OutputColor.Skipped or OutputColor.DiffLines => "cyan",
        OutputColor.Error or OutputColor.DiffRemoved => "red",
        OutputColor.Unreachable => "bright red",
        OutputColor.Verbose => "blue",
        OutputColor.Debug => "dark gray",
        OutputColor.Warning => "bright purple",
        OutputColor.Deprecated => "purple",
        _ => "white",
    };

    private static string? Code(string name) => name switch
    {
        "black" => "0;30",
        "bright gray" => "0;37",
        "blue" => "0;34",
        "white" => "1;37",
        "green" => "0;32",
        "bright blue" => "1;34",
        "cyan" => "0;36",
        "bright green" => "1;32",
        "red" => "0;31",
        "bright cyan" => "1;36",
        "purple" => "0;35",
        "bright red" => "1;31",
        "yellow" => "0;33",
        "bright purple" => "1;35",
        "dark gray" => "1;30",
        "bright yellow" => "1;33",
        "magenta" => "0;35",
        "bright magenta" => "1;35",
        "normal" => "0",
        _ when name.StartsWith("color", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), CultureInfo.InvariantCulture, out var index) => "38;5;" + index.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
