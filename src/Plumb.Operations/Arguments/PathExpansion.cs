using System.Text;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Arguments;

/// <summary>Replaces <c>~</c>, <c>~user</c>, <c>$NAME</c> and <c>${NAME}</c> in paths, as arguments of the type path have it. What is not known stays.</summary>
public static class PathExpansion
{
    public static string Expand(string text, IHost host) => Home(Variables(text, host.Environment), host);

    public static string Variables(string text, IReadOnlyDictionary<string, string> environment)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return text;
        var output = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '$' && Name(text, i + 1) is var (name, end) && environment.TryGetValue(name, out var value))
            {
                output.Append(value);
                i = end - 1;
            }
            else
            {
                output.Append(text[i]);
            }
        }
        return output.ToString();
    }

    public static string Home(string text, IHost host)
    {
        if (!text.StartsWith('~')) return text;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var user = slash < 0 ? text[1..] : text[1..slash];
        var home = user.Length > 0
            ? new HostAccounts(host).LocalHome(user)
            : host.Environment.TryGetValue("HOME", out var variable) ? variable : host.User.Home;
        if (home is null) return text;
        var expanded = home.TrimEnd('/') + (slash < 0 ? "" : text[slash..]);
        return expanded.Length == 0 ? "/" : expanded;
    }

    private static (string Name, int End)? Name(string text, int start)
    {
        if (start >= text.Length) return null;
        if (text[start] == '{')
        {
            var close = text.IndexOf('}', start);
            return close < 0 ? null : (text[(start + 1)..close], close + 1);
        }
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return end == start ? null : (text[start..end], end);
    }
}
