using System.Globalization;

namespace Plumb.Operations.Users;

/// <summary>The programs of libuser, which change local accounts where a directory has others of the same name.</summary>
internal sealed class LibuserTools : IAccountTools
{
    public IReadOnlyList<AccountCommand> Create(UserRequest request, IReadOnlyList<string> groups, bool groupOfSameName)
    {
        var commands = new List<AccountCommand> { new("luseradd", ShadowTools.CreateArguments(request, groups, groupOfSameName, isLibuser: true)) };
        if (request.Expires is not null) commands.Add(Expiry(request));
        commands.AddRange(groups.Select(g => new AccountCommand("lgroupmod", ["-M", request.Name, g])));
        return commands;
    }

    public IReadOnlyList<AccountCommand> Change(UserRequest request, UserState state)
    {
        List<string> arguments = [.. ShadowTools.AccountArguments(request, state), .. ShadowTools.PasswordArguments(request, state)];
        var commands = new List<AccountCommand>();
        if (arguments.Count > 0) commands.Add(new AccountCommand("lusermod", [.. arguments, request.Name]));
        if (request.Expires is not null && ShadowTools.ExpiryDiffers(request, state)) commands.Add(Expiry(request));
        if (request.Groups is { } wanted)
        {
            commands.AddRange(wanted.Except(state.Groups).Select(g => new AccountCommand("lgroupmod", ["-M", request.Name, g])));
            if (!request.Append) commands.AddRange(state.Groups.Except(wanted).Select(g => new AccountCommand("lgroupmod", ["-m", request.Name, g])));
        }
        return commands;
    }

    public IReadOnlyList<AccountCommand> Remove(UserRequest request) => [new("luserdel", request.Remove ? ["-r", request.Name] : [request.Name])];

    private static AccountCommand Expiry(UserRequest request) =>
        new("lchage", ["-E", (request.Never ? -1 : request.ExpiryDay).ToString(CultureInfo.InvariantCulture), request.Name]);
}
