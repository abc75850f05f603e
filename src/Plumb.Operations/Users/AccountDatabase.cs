using System.Globalization;
using Plumb.Operations.Hosts;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Users;

/// <summary>Looks users and groups up: in the host's files, and what is not there in the directories that the system knows.</summary>
internal sealed class AccountDatabase(HostTools tools)
{
    private IHostFiles Files => tools.Host.Files;

    public async ValueTask<UserAccount?> UserAsync(string name, bool localOnly, CancellationToken cancellation) =>
        AccountFiles.Users(Files).LastOrDefault(u => u.Name == name)
        ?? (localOnly ? null : await AskAsync("passwd", name, UserAccount.Parse, cancellation));

    /// <summary>The group of that number, or else of that name.</summary>
    public async ValueTask<GroupAccount?> GroupAsync(string nameOrNumber, CancellationToken cancellation)
    {
        var isNumber = uint.TryParse(nameOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var groups = AccountFiles.Groups(Files).ToList();
        return (isNumber ? groups.Find(g => g.GroupId == number) : null)
            ?? groups.Find(g => g.Name == nameOrNumber)
            ?? await AskAsync("group", nameOrNumber, GroupAccount.Parse, cancellation);
    }

    public async ValueTask<GroupAccount?> GroupNamedAsync(string name, bool localOnly, CancellationToken cancellation) =>
        AccountFiles.Groups(Files).LastOrDefault(g => g.Name == name)
        ?? (localOnly ? null : await AskAsync("group", name, GroupAccount.Parse, cancellation));

    public IEnumerable<GroupAccount> GroupsOf(string user) => AccountFiles.Groups(Files).Where(g => g.Members.Contains(user));

    public ShadowEntry? Shadow(string user) => AccountFiles.Shadows(Files).FirstOrDefault(s => s.Name == user);

    private async ValueTask<T?> AskAsync<T>(string database, string key, Func<string, T?> parse, CancellationToken cancellation) where T : class =>
        await tools.AskIfThereAsync("getent", [database, key], cancellation) is { Succeeded: true } answer ? parse(answer.Output.TrimEnd('\n')) : null;
}
