using System.Globalization;
using System.Text;

namespace Plumb.Provider.Postgresql.Roles;

/// <summary>The settings that sessions of a role begin with, as <c>pg_roles.rolconfig</c> has them: <c>name=value</c>.</summary>
internal sealed class RoleSettings(IEnumerable<string> entries)
{
    private static readonly (string Unit, double Milliseconds)[] Units =
        [("us", 0.001), ("ms", 1), ("min", 60_000), ("s", 1000), ("h", 3_600_000), ("d", 86_400_000)];

    private readonly Dictionary<string, string> _values = entries.Select(e => e.Split('=', 2)).Where(e => e.Length == 2)
        .ToDictionary(e => e[0], e => e[1], StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Names with commas between them, quoted where they must be; null where nothing is set.</summary>
    public List<string>? SearchPath
    {
        get
        {
            if (this["search_path"] is not { } text) return null;
            var names = new List<string>();
            var name = new StringBuilder();
            var isQuoted = false;
            for (var i = 0; i < text.Length; i++)
            {
                var c = text[i];
                if (c == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"') name.Append(text[++i]);
                else if (c == '"') isQuoted = !isQuoted;
                else if (c == ',' && !isQuoted) Next();
                else if (isQuoted || c != ' ') name.Append(c);
            }
            Next();
            return names;

            void Next()
            {
                names.Add(name.ToString());
                name.Clear();
            }
        }
    }

    /// <summary>A time, which somebody may have set with a unit; null where nothing is set or what is set is no time.</summary>
    public int? Milliseconds(string name)
    {
        if (this[name]?.Trim() is not { } text) return null;
        var (unit, factor) = Units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.OrdinalIgnoreCase));
        var number = unit is null ? text : text[..^unit.Length];
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        var milliseconds = Math.Round(value * (unit is null ? 1 : factor));
        return milliseconds is >= 0 and <= int.MaxValue ? (int)milliseconds : null;
    }
}
