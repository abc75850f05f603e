using System.Globalization;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Users;

/// <summary>
/// Writes accounts that would be made into the files of a host whose writes stay in memory, so that later tasks of a check that
/// remembers see them. Numbers are those that useradd would most likely take.
/// </summary>
internal static class AccountPrediction
{
    private const uint FirstNumber = 1000;
    private const uint LastNumber = 60000;

    public static uint AddGroup(IHostFiles files, string name, uint? number)
    {
        var taken = AccountFiles.Groups(files).Select(g => g.GroupId);
        var gid = number ?? Free(taken);
        Append(files, AccountFiles.Group, string.Create(CultureInfo.InvariantCulture, $"{name}:x:{gid}:"));
        return gid;
    }

    public static void AddUser(IHostFiles files, UserAccount account) => Append(files, AccountFiles.Passwd,
        string.Create(CultureInfo.InvariantCulture, $"{account.Name}:x:{account.UserId}:{account.GroupId}:{account.Comment}:{account.Home}:{account.Shell}"));

    public static uint FreeUserNumber(IHostFiles files) => Free(AccountFiles.Users(files).Select(u => u.UserId));

    private static uint Free(IEnumerable<uint> taken) => Math.Max(FirstNumber, taken.Where(n => n is >= FirstNumber and < LastNumber).DefaultIfEmpty().Max() + 1);

    private static void Append(IHostFiles files, string path, string line)
    {
        var text = files.ReadTextOrNull(path) ?? "";
        files.WriteText(path, text + (text.Length == 0 || text.EndsWith('\n') ? "" : "\n") + line + "\n", new FilePlacement());
    }
}
