using System.Text;

namespace Plumb.Provider.Generators.Reading;

/// <summary>Names of C# as configurations write them: <c>HttpPort</c> and <c>HTTPPort</c> are <c>http_port</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_')
            {
                var endsWord = !char.IsUpper(name[i - 1]);
                var beginsWord = i + 1 < name.Length && char.IsLower(name[i + 1]);
                if (endsWord || beginsWord) text.Append('_');
            }
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    public static bool IsName(string name) =>
        name.Length > 0 && (name[0] is '_' or (>= 'a' and <= 'z')) && name.All(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
