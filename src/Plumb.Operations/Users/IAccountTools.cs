namespace Plumb.Operations.Users;

/// <summary>
/// Decides which programs bring a user to be as asked for. Programs are only named here; they are run elsewhere, in this order, up
/// to the first that fails.
/// </summary>
internal interface IAccountTools
{
    /// <param name="request">How the user is to be.</param>
    /// <param name="groups">The further groups, without the first one.</param>
    /// <param name="groupOfSameName">Whether there is a group that is called like the user.</param>
    IReadOnlyList<AccountCommand> Create(UserRequest request, IReadOnlyList<string> groups, bool groupOfSameName);

    /// <summary>Nothing where all is as asked for.</summary>
    IReadOnlyList<AccountCommand> Change(UserRequest request, UserState state);

    IReadOnlyList<AccountCommand> Remove(UserRequest request);
}

/// <summary>A program that changes accounts. What is secret goes to its input where it takes it there.</summary>
internal sealed record AccountCommand(string Program, IReadOnlyList<string> Arguments, string? Input = null);
