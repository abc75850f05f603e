using System.Globalization;

namespace Plumb.Operations.Users;

/// <summary>A line of <c>/etc/passwd</c>.</summary>
internal sealed record UserAccount(string Name, string Password, uint UserId, uint GroupId, string Comment, string Home, string Shell)
{
    public static UserAccount? Parse(string line) =>
        line.Split(':') is [{ Length: > 0 } name, var password, var user, var group, var comment, var home, var shell, ..]
        && uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
        && uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var groupId)
            ? new UserAccount(name, password, userId, groupId, comment, home, shell)
            : null;
}
