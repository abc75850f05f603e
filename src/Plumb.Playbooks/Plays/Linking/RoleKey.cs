using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Roles;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>What makes two uses of a role the same: name, entry, parameters and conditions.</summary>
internal static class RoleKey
{
    public static string Of(string name, RoleEntry entry, PyDict parameters, PyDict variables, KeywordSet keywords, RoleInstance? dependent, bool? allowsDuplicates)
    {
        var key = new StringBuilder(name).Append('\n').Append(allowsDuplicates).Append(entry).Append('\n').Append(ResultJson.Write(parameters)).Append('\n').Append(ResultJson.Write(variables));
        foreach (var keyword in new[] { "when", "tags" }) key.Append('\n').Append(ResultJson.Write(keywords[keyword]?.Value));
        // Variables of the dependent reach the role too, so that roles with different dependents are different uses where those have some.
        foreach (var outer in (dependent?.Chain ?? []).Where(r => r.Parameters.Count + r.KeywordVariables.Count > 0)) key.Append('\n').Append(ResultJson.Write(outer.Parameters)).Append(ResultJson.Write(outer.KeywordVariables));
        return key.ToString();
    }
}
