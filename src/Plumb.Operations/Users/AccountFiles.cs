using Plumb.Operations.Hosts;

namespace Plumb.Operations.Users;

/// <summary>The host's own users and groups, read from its files. Lines that are none are passed over, as the system does.</summary>
internal static class AccountFiles
{
    public const string Passwd = "/etc/passwd";
    public const string Group = "/etc/group";
    public const string Shadow = "/etc/shadow";

    public static IEnumerable<UserAccount> Users(IHostFiles files) => Lines(files, Passwd).Select(UserAccount.Parse).OfType<UserAccount>();

    public static IEnumerable<GroupAccount> Groups(IHostFiles files) => Lines(files, Group).Select(GroupAccount.Parse).OfType<GroupAccount>();

    public static IEnumerable<ShadowEntry> Shadows(IHostFiles files) => Lines(files, Shadow).Select(ShadowEntry.Parse).OfType<ShadowEntry>();

    private static string[] Lines(IHostFiles files, string path) => files.ReadTextOrNull(path)?.Split('\n') ?? [];
}
