using Plumb.Core.Values;
using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Privileges;

internal static class PrivilegeRules
{
    public static void Check(IEnumerable<string?> privileges, ObjectKind kind, ValuePath path, OperationContext context)
    {
        foreach (var privilege in privileges)
        {
            if (privilege is null || privilege.Length == 0 || kind.Allows(privilege)) continue;
            context.Error("Invalid privilege", $"{privilege} is not a privilege on objects of the type {kind.Name}, which has ALL, {string.Join(", ", kind.Privileges.Concat(kind.PrivilegesSince17))}.", path);
        }
    }
}
