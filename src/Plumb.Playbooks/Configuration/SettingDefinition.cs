namespace Plumb.Playbooks.Configuration;

/// <summary>One row of the table of settings; lists are written with blanks between their parts, choices with bars.</summary>
public sealed record SettingDefinition(string Name, SettingType Type, string? Default, string IniPlaces, string Variables, string Choices = "")
{
    public IEnumerable<(string Section, string Key)> Ini => Split(IniPlaces, ' ').Select(place =>
    {
        var dot = place.IndexOf('.', StringComparison.Ordinal);
        return (place[..dot], place[(dot + 1)..]);
    });

    public IReadOnlyList<string> Environment => Split(Variables, ' ');

    public IReadOnlyList<string> AllowedValues => Split(Choices, '|');

    private static string[] Split(string text, char separator) => text.Split(separator, StringSplitOptions.RemoveEmptyEntries);
}
