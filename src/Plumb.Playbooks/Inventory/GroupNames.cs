using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Inventory;

/// <summary>Group names are also names of variables; what they cannot hold is replaced or only warned of, by TRANSFORM_INVALID_GROUP_CHARS.</summary>
internal static partial class GroupNames
{
    public static string Replace(string name) => Invalid().Replace(name, "_");

    public static bool IsValid(string name) => !Invalid().IsMatch(name);

    [GeneratedRegex(@"^\d|\W", RegexOptions.CultureInvariant)]
    private static partial Regex Invalid();
}
