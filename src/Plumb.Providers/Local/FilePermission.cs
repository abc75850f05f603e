using Plumb.Core.Values;
using Plumb.Provider;

namespace Plumb.Providers.Local;

/// <summary>Permissions written as three or four octal digits, before the process's mask takes some away.</summary>
internal static class FilePermission
{
    private const int AllPermissions = 0b111_111_111;

    public static UnixFileMode Read(string text) => (UnixFileMode)(Convert.ToInt32(text, 8) & AllPermissions);

    public static IEnumerable<ProviderDiagnostic> Check(ObjectValue config, params string[] names)
    {
        foreach (var name in names)
        {
            if (config[name] is StringValue { Text: var text } && (text.Length is not (3 or 4) || text.Any(digit => digit is < '0' or > '7')))
                yield return ProviderDiagnostic.Error("Invalid File Permission String Value",
                    $"Permissions are three or four octal digits, such as \"0644\"; \"{text}\" is not.", ValuePath.Root.Attribute(name));
        }
    }
}
