using System.Globalization;

namespace Plumb.Operations.Users;

/// <summary>The programs of the shadow suite: useradd, usermod, userdel.</summary>
internal sealed class ShadowTools : IAccountTools
{
    public IReadOnlyList<AccountCommand> Create(UserRequest request, IReadOnlyList<string> groups, bool groupOfSameName) =>
        [new("useradd", CreateArguments(request, groups, groupOfSameName, isLibuser: false))];

    /// <summary>Arguments that useradd and libuser's luseradd share; the latter knows no further groups and no date.</summary>
    internal static List<string> CreateArguments(UserRequest request, IReadOnlyList<string> groups, bool groupOfSameName, bool isLibuser)
    {
        var arguments = new List<string>();
        if (request.UserId is { } uid) arguments.AddRange(request.NonUnique ? ["-u", Text(uid), "-o"] : ["-u", Text(uid)]);
        if (request.SelinuxUser is { } selinuxUser) arguments.AddRange("-Z", selinuxUser);
        if (request.Group is { } group) arguments.AddRange("-g", group);
        else if (groupOfSameName) arguments.Add(isLibuser ? "-n" : "-N");
        if (groups.Count > 0 && !isLibuser) arguments.AddRange("-G", string.Join(',', groups));
        if (request.Comment is { } comment) arguments.AddRange("-c", comment);
        if (request.Home is { } home) arguments.AddRange("-d", home);
        if (request.Shell is { } shell) arguments.AddRange("-s", shell);
        if (request.Expires is not null && !isLibuser) arguments.AddRange("-e", request.ExpiryDate);
        if (request.Password is { } password) arguments.AddRange("-p", Locked(request, password));
        arguments.AddRange(HomeArguments(request, isLibuser));
        if (request.System) arguments.Add("-r");
        arguments.Add(request.Name);
        return arguments;
    }

    public IReadOnlyList<AccountCommand> Change(UserRequest request, UserState state)
    {
        var arguments = AccountArguments(request, state);
        arguments.InsertRange(Math.Min(GroupsPlace(request, state), arguments.Count), GroupArguments(request, state));
        if (request.Expires is not null && ExpiryDiffers(request, state)) arguments.AddRange("-e", request.ExpiryDate);
        arguments.AddRange(PasswordArguments(request, state));
        return arguments.Count == 0 ? [] : [new("usermod", [.. arguments, request.Name])];
    }

    public IReadOnlyList<AccountCommand> Remove(UserRequest request) =>
        [new("userdel", [.. request.Force ? ["-f"] : (string[])[], .. request.Remove ? ["-r"] : (string[])[], request.Name])];

    /// <summary>What differs of the account itself, as options that usermod and lusermod share.</summary>
    internal static List<string> AccountArguments(UserRequest request, UserState state)
    {
        var arguments = new List<string>();
        if (request.UserId is { } uid && uid != state.Account.UserId) arguments.AddRange(request.NonUnique ? ["-u", Text(uid), "-o"] : ["-u", Text(uid)]);
        if (state.WantedGroupId is { } gid && gid != state.Account.GroupId) arguments.AddRange("-g", Text(gid));
        if (request.Comment is { } comment && comment != state.Account.Comment) arguments.AddRange("-c", comment);
        if (request.Home is { } home && home != state.Account.Home) arguments.AddRange(request.MoveHome ? ["-d", home, "-m"] : ["-d", home]);
        if (request.Shell is { } shell && shell != state.Account.Shell) arguments.AddRange("-s", shell);
        return arguments;
    }

    internal static IReadOnlyList<string> PasswordArguments(UserRequest request, UserState state)
    {
        // Setting a password says by itself whether it is locked.
        if (request.Password is { } password && !request.OnlyNewPassword && password.TrimStart('!') != state.Account.Password.TrimStart('!')) return ["-p", Locked(request, password)];
        if (request.PasswordLock == true && !state.IsLocked) return ["-L"];
        return request.PasswordLock == false && state.IsLocked ? ["-U"] : [];
    }

    internal static bool ExpiryDiffers(UserRequest request, UserState state) =>
        request.Never ? state.ExpiryDay >= 0 : state.ExpiryDay < 0 || state.ExpiryDay != request.ExpiryDay;

    private static IReadOnlyList<string> GroupArguments(UserRequest request, UserState state)
    {
        if (request.Groups is not { } wanted) return [];
        var missing = wanted.Except(state.Groups).Any();
        if (request.Append) return missing ? ["-a", "-G", string.Join(',', wanted)] : [];
        return missing || state.Groups.Except(wanted).Any() ? ["-G", string.Join(',', wanted)] : [];
    }

    // Groups are named after the numbers and before the rest, as people read such a command.
    private static int GroupsPlace(UserRequest request, UserState state)
    {
        var place = request.UserId is { } uid && uid != state.Account.UserId ? (request.NonUnique ? 3 : 2) : 0;
        return state.WantedGroupId is { } gid && gid != state.Account.GroupId ? place + 2 : place;
    }

    private static List<string> HomeArguments(UserRequest request, bool isLibuser)
    {
        if (!request.CreateHome) return ["-M"];
        List<string> arguments = isLibuser ? [] : ["-m"];
        if (request.Skeleton is { } skeleton) arguments.AddRange("-k", skeleton);
        if (request.Umask is { } umask) arguments.AddRange("-K", "UMASK=" + umask);
        return arguments;
    }

    private static string Locked(UserRequest request, string password) => request.PasswordLock == true ? "!" + password : password;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
