using Plumb.Operations.Users;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The user that operations run as.</summary>
internal sealed class UserCollector : IFactCollector
{
    public string Name => "user";

    public IReadOnlyList<string> FactNames =>
        ["effective_group_ids", "effective_user_id", "real_user_id", "user_dir", "user_gecos", "user_gid", "user_id", "user_shell", "user_uid"];

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var (facts, user) = (context.Facts, context.Host.User);
        var account = AccountFiles.Users(context.Host.Files).FirstOrDefault(a => a.UserId == user.UserId)
            ?? await FromDirectoryAsync(context, user.UserId, cancellation);
        if (account is not null)
        {
            facts.Add("user_id", account.Name);
            facts.Add("user_uid", account.UserId);
            facts.Add("user_gid", account.GroupId);
            facts.Add("user_gecos", account.Comment);
            facts.Add("user_dir", account.Home);
            facts.Add("user_shell", account.Shell);
        }
        facts.Add("real_user_id", user.UserId);
        facts.Add("effective_user_id", user.UserId);
        facts.Add("real_group_id", user.GroupId);
        facts.Add("effective_group_id", user.GroupId);
    }

    private static async ValueTask<UserAccount?> FromDirectoryAsync(FactContext context, uint userId, CancellationToken cancellation) =>
        await context.AskAsync("getent", ["passwd", $"{userId}"], cancellation) is { } answer ? UserAccount.Parse(answer.TrimEnd('\n')) : null;
}
