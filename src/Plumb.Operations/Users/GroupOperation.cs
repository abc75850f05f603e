using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Users;

/// <summary>Sees to it that a group is there, with its number, or is gone.</summary>
internal sealed class GroupOperation : IOperation
{
    public OperationSpec Spec { get; } = new("group", "Add or remove groups")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The group's name") { Required = true },
            new("gid", ArgumentType.Integer, "The group's number"),
            new("state", ArgumentType.Text, "Whether the group is to be there") { Default = "present", Choices = ["absent", "present"] },
            new("system", ArgumentType.Boolean, "Take the number of a new group from those of the system") { Default = false },
            new("local", ArgumentType.Boolean, "Use the programs that change local accounts only") { Default = false },
            new("non_unique", ArgumentType.Boolean, "Allow a number that another group has") { Default = false },
            new("force", ArgumentType.Boolean, "Delete a group even if it is the first of some user") { Default = false },
        ],
        RequiredIf = [new("non_unique", true, ["gid"])],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var run = new GroupRun(context);
        return context.Arguments.Text("state") == "absent" ? await run.RemoveAsync(cancellation) : await run.EnsureAsync(cancellation);
    }

    private sealed class GroupRun(OperationContext context)
    {
        private readonly HostTools _tools = new(context.Host);
        private readonly MapData _arguments = context.Arguments;
        private readonly string _name = context.Arguments.RequiredText("name");
        private readonly bool _local = context.Arguments.Flag("local");

        public async ValueTask<OperationResult> RemoveAsync(CancellationToken cancellation)
        {
            if (await FindAsync(cancellation) is null) return Result(changed: false, ToolOutcome.NotRun, null);
            if (context.Host.IsPlanned) return new OperationResult { Changed = true };
            string[] arguments = _arguments.Flag("force") && !_local ? ["-f", _name] : [_name];
            var outcome = await _tools.ChangeAsync(_local ? "lgroupdel" : _tools.Has("groupdel") ? "groupdel" : "delgroup", arguments, cancellation);
            return outcome.Succeeded ? Result(changed: true, outcome, null) : Failure(outcome);
        }

        public async ValueTask<OperationResult> EnsureAsync(CancellationToken cancellation)
        {
            var group = await FindAsync(cancellation);
            if (group is null && context.Host.IsPlanned)
            {
                AccountPrediction.AddGroup(context.Host.Files, _name, (uint?)_arguments.Integer("gid"));
                return new OperationResult { Changed = true };
            }
            if (_local) RefuseTakenNumber();
            var outcome = group is null ? await AddAsync(cancellation) : await ChangeNumberAsync(group, cancellation);
            if (outcome is { Succeeded: false }) return Failure(outcome);
            return Result(outcome is not null, outcome ?? ToolOutcome.NotRun, await FindAsync(cancellation));
        }

        private async ValueTask<GroupAccount?> FindAsync(CancellationToken cancellation) =>
            await new AccountDatabase(_tools).GroupNamedAsync(_name, _local, cancellation);

        private void RefuseTakenNumber()
        {
            var number = _arguments.Integer("gid");
            var other = AccountFiles.Groups(context.Host.Files).FirstOrDefault(g => g.GroupId == number && g.Name != _name);
            if (other is not null) throw new OperationException($"GID '{number}' already exists with group '{other.Name}'");
        }

        private async ValueTask<ToolOutcome> AddAsync(CancellationToken cancellation)
        {
            if (_local || _tools.Has("groupadd"))
            {
                return await _tools.ChangeAsync(_local ? "lgroupadd" : "groupadd", [.. NumberOptions(), .. _arguments.Flag("system") ? ["-r"] : (string[])[], _name], cancellation);
            }
            string[] number = _arguments.Integer("gid") is { } gid ? ["-g", Text(gid)] : [];
            return await _tools.ChangeAsync("addgroup", [.. number, .. _arguments.Flag("system") ? ["-S"] : (string[])[], _name], cancellation);
        }

        private async ValueTask<ToolOutcome?> ChangeNumberAsync(GroupAccount group, CancellationToken cancellation)
        {
            if (_arguments.Integer("gid") is not { } gid || gid == group.GroupId) return null;
            if (_local || _tools.Has("groupmod")) return await _tools.ChangeAsync(_local ? "lgroupmod" : "groupmod", [.. NumberOptions(), _name], cancellation);
            RewriteNumber(group, gid);
            return ToolOutcome.NotRun;
        }

        // BusyBox has no program that changes a group.
        private void RewriteNumber(GroupAccount group, long gid)
        {
            var text = context.Host.Files.ReadText(AccountFiles.Group);
            if (text.Contains(string.Create(CultureInfo.InvariantCulture, $":{gid}:"), StringComparison.Ordinal)) throw new OperationException($"gid '{gid}' in use");
            var changed = text.Replace(
                string.Create(CultureInfo.InvariantCulture, $"{_name}:x:{group.GroupId}:"), string.Create(CultureInfo.InvariantCulture, $"{_name}:x:{gid}:"), StringComparison.Ordinal);
            context.Host.Files.WriteText(AccountFiles.Group, changed, new FilePlacement());
        }

        private string[] NumberOptions() => _arguments.Integer("gid") is not { } gid ? []
            : _arguments.Flag("non_unique") ? ["-g", Text(gid), "-o"] : ["-g", Text(gid)];

        private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

        private OperationResult Failure(ToolOutcome outcome) =>
            OperationResult.Failure(outcome.Error) with { Values = new MapBuilder { { "name", _name } }.Build() };

        private OperationResult Result(bool changed, ToolOutcome outcome, GroupAccount? group)
        {
            var values = new MapBuilder { { "name", _name }, { "state", _arguments.Text("state") } };
            if (outcome.Output.Length > 0) values.Add("stdout", outcome.Output);
            if (outcome.Error.Length > 0) values.Add("stderr", outcome.Error);
            if (group is not null)
            {
                values.Add("system", _arguments.Flag("system"));
                values.Add("gid", group.GroupId);
            }
            return new OperationResult { Changed = changed, Values = values.Build() };
        }
    }
}
