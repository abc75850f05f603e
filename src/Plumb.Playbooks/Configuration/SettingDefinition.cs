namespace Plumb.Playbooks.Configuration;

/// <summary>One row of the table of settings; lists are written with blanks between their parts, choices with bars.</summary>
public sealed record SettingDefinition(string Name, SettingType Type, string? Default, string IniPlaces, string Variables, string Choices = "")
{
    public IEnumerable<(string Section, string Key)> Ini => Split(IniPlaces, ' ').Select(place =>
    {
        // A section may have a dot in its name, as galaxy_server.NAME has; a key has none.
        var dot = place.LastIndexOf('.');
        return (place[..dot], place[(dot + 1)..]);
    });

    public IReadOnlyList<string> Environment => Split(Variables, ' ');

    public IReadOnlyList<string> AllowedValues => Split(Choices, '|');

    private static string[] Split(string text, char separator) => text.Split(separator, StringSplitOptions.RemoveEmptyEntries);
}
