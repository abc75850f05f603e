using System.Globalization;

namespace Plumb.Operations.Users;

/// <summary>A line of <c>/etc/group</c>.</summary>
internal sealed record GroupAccount(string Name, string Password, uint GroupId, IReadOnlyList<string> Members)
{
    public static GroupAccount? Parse(string line) =>
        line.Split(':') is [{ Length: > 0 } name, var password, var group, var members, ..]
        && uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var groupId)
            ? new GroupAccount(name, password, groupId, members.Split(',', StringSplitOptions.RemoveEmptyEntries))
            : null;
}
