using System.Globalization;

namespace Plumb.Operations.Users;

/// <summary>The programs of BusyBox, as Alpine has them: adduser and deluser, of which none changes a user.</summary>
internal sealed class BusyBoxTools : IAccountTools
{
    public IReadOnlyList<AccountCommand> Create(UserRequest request, IReadOnlyList<string> groups, bool groupOfSameName)
    {
        List<string> arguments = ["-D"];
        if (request.UserId is { } uid) arguments.AddRange("-u", uid.ToString(CultureInfo.InvariantCulture));
        if (request.Group is { } group) arguments.AddRange("-G", group);
        if (request.Comment is { } comment) arguments.AddRange("-g", comment);
        if (request.Home is { } home) arguments.AddRange("-h", home);
        if (request.Shell is { } shell) arguments.AddRange("-s", shell);
        if (!request.CreateHome) arguments.Add("-H");
        if (request.Skeleton is { } skeleton) arguments.AddRange("-k", skeleton);
        if (request.Umask is { } umask) arguments.AddRange("-K", "UMASK=" + umask);
        if (request.System) arguments.Add("-S");
        arguments.Add(request.Name);

        var commands = new List<AccountCommand> { new("adduser", arguments) };
        if (request.Password is { } password) commands.Add(SetPassword(request, password));
        commands.AddRange(groups.Select(g => new AccountCommand("adduser", [request.Name, g])));
        return commands;
    }

    public IReadOnlyList<AccountCommand> Change(UserRequest request, UserState state)
    {
        var commands = new List<AccountCommand>();
        if (request.Groups is { Count: > 0 } wanted)
        {
            commands.AddRange(wanted.Except(state.Groups).Select(g => new AccountCommand("adduser", [request.Name, g])));
            if (!request.Append) commands.AddRange(state.Groups.Except(wanted).Select(g => new AccountCommand("delgroup", [request.Name, g])));
        }
        if (request.Password is { } password && !request.OnlyNewPassword && password != state.Account.Password) commands.Add(SetPassword(request, password));
        return commands;
    }

    public IReadOnlyList<AccountCommand> Remove(UserRequest request) =>
        [new("deluser", request.Remove ? [request.Name, "--remove-home"] : [request.Name])];

    private static AccountCommand SetPassword(UserRequest request, string hash) => new("chpasswd", ["--encrypted"], $"{request.Name}:{hash}");
}
