namespace Plumb.Operations.Users;

/// <summary>How a user is: the account with its real password hash, the further groups, and the group asked for.</summary>
internal sealed record UserState(UserAccount Account, IReadOnlyList<string> Groups)
{
    /// <summary>The number of the group that is to be the first one, where one is asked for.</summary>
    public uint? WantedGroupId { get; init; }

    /// <summary>The day on which the account ends; negative for never.</summary>
    public long ExpiryDay { get; init; } = -1;

    public bool IsLocked => Account.Password.StartsWith('!');
}
