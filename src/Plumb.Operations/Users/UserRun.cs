using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Users;

/// <summary>One run of <c>user</c>: finds the user, has the programs chosen that are needed, and runs them.</summary>
internal sealed class UserRun
{
    private readonly OperationContext _context;
    private readonly MapData _arguments;
    private readonly UserRequest _request;
    private readonly HostTools _tools;
    private readonly AccountDatabase _accounts;
    private readonly IAccountTools _programs;
    private readonly MapBuilder _values = [];
    private readonly List<string> _warnings = [];

    public UserRun(OperationContext context)
    {
        _context = context;
        _arguments = context.Arguments;
        _request = UserRequest.From(context.Arguments);
        _tools = new HostTools(context.Host);
        _accounts = new AccountDatabase(_tools);
        _programs = _request.Local ? new LibuserTools() : IsAlpine(context.Host.Files) ? new BusyBoxTools() : new ShadowTools();
        Check();
        _values.Add("name", _request.Name);
        _values.Add("state", _arguments.Text("state"));
    }

    private IHostFiles Files => _context.Host.Files;

    private bool IsPlanned => _context.Host.IsPlanned;

    public async ValueTask<OperationResult> RemoveAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is null) return Result(changed: false);
        if (IsPlanned) return new OperationResult { Changed = true, Warnings = _warnings };
        await RunAsync(_programs.Remove(_request), cancellation);
        _values.Add("force", _request.Force);
        _values.Add("remove", _request.Remove);
        return Result(changed: true);
    }

    public async ValueTask<OperationResult> EnsureAsync(CancellationToken cancellation)
    {
        var account = await FindAsync(cancellation);
        if (account is null && IsPlanned) return await PredictCreationAsync(cancellation);
        var changed = account is null ? await CreateAsync(cancellation) : await ChangeAsync(account, cancellation);
        if (_request.Password is not null) _values.Add("password", "NOT_LOGGING_PASSWORD");
        account = await FindAsync(cancellation);
        if (account is null) return Result(changed);

        Describe(account);
        changed |= MakeHome(account);
        if (_arguments.Flag("generate_ssh_key"))
        {
            var keys = new SshKeyMaker(_tools, _arguments, account, _warnings);
            changed |= await keys.EnsureAsync(cancellation);
            await keys.DescribeAsync(_values, cancellation);
        }
        changed |= await SetPasswordAgesAsync(cancellation);
        return Result(changed);
    }

    private void Check()
    {
        if (_request is { Umask: not null, Local: true }) throw new OperationException("'umask' can not be used with 'local'");
        if (_request is { Groups: null, Append: true })
        {
            _warnings.Add("'append' is set, but no 'groups' are specified. Use 'groups' for appending new groups.This will change to an error in Ansible 2.14.");
        }
        if (_request.Password is { Length: > 0 } password && !PasswordHash.LooksHashed(password))
        {
            _warnings.Add("The input password appears not to have been hashed. The 'password' argument must be encrypted for this module to work properly.");
        }
        if (_request.Local && !Files.Exists(AccountFiles.Passwd))
        {
            throw new OperationException($"'local: true' specified but unable to find local account file {AccountFiles.Passwd} to parse.");
        }
    }

    private static bool IsAlpine(IHostFiles files) => files.Exists("/etc/alpine-release");

    private async ValueTask<UserAccount?> FindAsync(CancellationToken cancellation)
    {
        var account = await _accounts.UserAsync(_request.Name, _request.Local, cancellation);
        return account is { Password.Length: <= 1 } ? account with { Password = _accounts.Shadow(_request.Name)?.Password ?? "" } : account;
    }

    private async ValueTask<GroupAccount> RequireGroupAsync(string name, CancellationToken cancellation) =>
        await _accounts.GroupAsync(name, cancellation) ?? throw new OperationException($"Group {name} does not exist");

    private async ValueTask<bool> CreateAsync(CancellationToken cancellation)
    {
        if (_request.Group is { } first) await RequireGroupAsync(first, cancellation);
        foreach (var group in _request.Groups ?? []) await RequireGroupAsync(group, cancellation);
        var hasGroup = await _accounts.GroupAsync(_request.Name, cancellation) is not null;
        // The programs make a home only in a folder that is there.
        var parentMissing = _request is { Home: not null, CreateHome: true } && !Files.IsFolder(Parent(_request.Home));
        if (parentMissing && _request.Home is { } home) new HomeFolder(Files).Create(home, _request.Skeleton, _request.Umask, 0, 0);
        await RunAsync(_programs.Create(_request, _request.Groups ?? [], hasGroup), cancellation);
        if (parentMissing && await FindAsync(cancellation) is { } made) new HomeFolder(Files).GiveTo(_request.Home ?? made.Home, made.UserId, made.GroupId);
        _values.Add("system", _request.System);
        _values.Add("create_home", _request.CreateHome);
        return true;
    }

    private async ValueTask<bool> ChangeAsync(UserAccount account, CancellationToken cancellation)
    {
        uint? groupId = _request.Group is { } first ? (await RequireGroupAsync(first, cancellation)).GroupId : null;
        foreach (var group in _request.Groups ?? []) await RequireGroupAsync(group, cancellation);
        var state = new UserState(account, [.. _accounts.GroupsOf(_request.Name).Select(g => g.Name)])
        {
            WantedGroupId = groupId,
            ExpiryDay = _accounts.Shadow(_request.Name)?.ExpiresOn ?? -1,
        };
        var commands = _programs.Change(_request, state);
        await RunAsync(commands, cancellation);
        _values.Add("append", _request.Append);
        _values.Add("move_home", _request.MoveHome);
        return commands.Count > 0;
    }

    private async ValueTask RunAsync(IReadOnlyList<AccountCommand> commands, CancellationToken cancellation)
    {
        string output = "", error = "";
        foreach (var command in commands)
        {
            var outcome = await _tools.ChangeAsync(command.Program, command.Arguments, cancellation, command.Input);
            output += outcome.Output;
            error += outcome.Error;
            if (!outcome.Succeeded) throw new OperationException(error, new MapBuilder { { "name", _request.Name }, { "rc", outcome.ExitCode } }.Build());
        }
        if (output.Length > 0) _values.Add("stdout", output);
        if (error.Length > 0) _values.Add("stderr", error);
    }

    private async ValueTask<OperationResult> PredictCreationAsync(CancellationToken cancellation)
    {
        var group = await _accounts.GroupAsync(_request.Group ?? _request.Name, cancellation);
        var groupId = group?.GroupId ?? AccountPrediction.AddGroup(Files, _request.Group ?? _request.Name, null);
        var userId = (uint?)_request.UserId ?? AccountPrediction.FreeUserNumber(Files);
        AccountPrediction.AddUser(Files, new UserAccount(_request.Name, "x", userId, groupId, _request.Comment ?? "", _request.Home ?? "/home/" + _request.Name, _request.Shell ?? "/bin/sh"));
        return new OperationResult { Changed = true, Warnings = _warnings };
    }

    private void Describe(UserAccount account)
    {
        _values.Add("uid", account.UserId);
        _values.Add("group", account.GroupId);
        _values.Add("comment", account.Comment);
        _values.Add("home", account.Home);
        _values.Add("shell", account.Shell);
        if (_request.Groups is not null) _values.Add("groups", string.Join(',', _arguments.Texts("groups")));
    }

    private bool MakeHome(UserAccount account)
    {
        var home = _request.Home ?? account.Home;
        if (!_request.CreateHome || Files.Exists(home)) return false;
        if (!IsPlanned) new HomeFolder(Files).Create(home, _request.Skeleton, _request.Umask, account.UserId, account.GroupId);
        return true;
    }

    private async ValueTask<bool> SetPasswordAgesAsync(CancellationToken cancellation)
    {
        var shadow = _accounts.Shadow(_request.Name);
        var options = new List<string>();
        AddIfDifferent("password_expire_min", "-m", shadow?.MinimumDays);
        AddIfDifferent("password_expire_max", "-M", shadow?.MaximumDays);
        AddIfDifferent("password_expire_warn", "-W", shadow?.WarningDays);
        AddIfDifferent("password_expire_account_disable", "-I", shadow?.InactiveDays);
        if (options.Count == 0) return false;
        var outcome = await _tools.ChangeAsync("chage", [.. options, _request.Name], cancellation);
        if (!outcome.Succeeded) throw new OperationException(outcome.Error, new MapBuilder { { "name", _request.Name }, { "rc", outcome.ExitCode } }.Build());
        return true;

        void AddIfDifferent(string argument, string option, long? current)
        {
            if (_arguments.Integer(argument) is { } wanted && wanted != (current ?? -1)) options.AddRange(option, wanted.ToString(CultureInfo.InvariantCulture));
        }
    }

    private OperationResult Result(bool changed) => new() { Changed = changed, Values = _values.Build(), Warnings = _warnings };

    private static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "/";
}
