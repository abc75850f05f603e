using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Takes in what include tasks named: each file or role once for all hosts that named it with the same item.</summary>
internal sealed class IncludeProcessor(RunServices services, PlayBatch batch)
{
    /// <summary>The hosts whose includes could not be taken in the last time.</summary>
    public HashSet<string> FailedHosts { get; } = new(StringComparer.Ordinal);

    /// <summary>Puts the included tasks before what the hosts would do next. Gives the blocks, in the order in which they came.</summary>
    public IReadOnlyList<BlockNode> Process(IReadOnlyList<TaskResult> results)
    {
        FailedHosts.Clear();
        var wanted = Collect(results);
        if (wanted.Count == 0) return [];
        var byHost = new Dictionary<string, List<PlayNode>>(StringComparer.Ordinal);
        var blocks = new List<BlockNode>();
        foreach (var include in wanted)
        {
            if (Load(include) is not { } block) continue;
            blocks.Add(block);
            foreach (var host in include.Hosts)
            {
                if (!byHost.TryGetValue(host, out var list)) byHost[host] = list = [];
                list.Add(block);
            }
        }
        foreach (var (host, nodes) in byHost) batch.CursorOf(host).Insert(nodes);
        return blocks;
    }

    private List<Inclusion> Collect(IReadOnlyList<TaskResult> results)
    {
        var wanted = new List<Inclusion>();
        foreach (var result in results)
        {
            if (result.Task.Config.Kind is not (TaskKind.IncludeTasks or TaskKind.IncludeRole)) continue;
            foreach (var part in result.Parts)
            {
                if (ResultValues.IsSet(part, "skipped") || ResultValues.IsSet(part, "failed")) continue;
                var inclusion = InclusionOf(result, part);
                // The same host may include the same file again, with the same item even: then it is another inclusion.
                if (wanted.Find(w => w.IsSameAs(inclusion) && !w.Hosts.Contains(result.Host)) is { } known) known.Hosts.Add(result.Host);
                else wanted.Add(inclusion);
            }
        }
        return wanted;
    }

    private Inclusion InclusionOf(TaskResult result, PyDict part)
    {
        var item = ItemValues(part);
        var arguments = part.TryGet("include_args", out var given) && given is PyDict values ? values : new PyDict();
        var target = result.Task.Config.Kind == TaskKind.IncludeTasks
            ? batch.Linker.FindIncluded(result.Task, ResultValues.Text(part, "include") ?? "")
            : RoleNameOf(arguments);
        return new Inclusion(result.Task, target, arguments, item, [result.Host])
        {
            Label = part.TryGet("_ansible_item_label", out var label) ? label : null,
            HasItem = item.Count > 0,
            HidesItem = result.HidesOutput,
            IgnoresErrors = result.IgnoresErrors,
            TaskName = result.TaskName,
        };
    }

    private static string RoleNameOf(PyDict arguments) =>
        PyText.Str(arguments.TryGet("name", out var name) || arguments.TryGet("role", out name) || arguments.TryGet(TaskConfig.FreeText, out name) ? name : "");

    /// <summary>The variables of a loop's item, which the included tasks see.</summary>
    private static PyDict ItemValues(PyDict part)
    {
        var values = new PyDict();
        foreach (var marker in new[] { "ansible_loop_var", "ansible_index_var" })
        {
            if (!part.TryGet(marker, out var named) || named is not string name || !part.TryGet(name, out var value)) continue;
            values[name] = value;
            values[marker] = name;
        }
        if (part.TryGet("ansible_loop", out var loop)) values["ansible_loop"] = loop;
        return values;
    }

    private BlockNode? Load(Inclusion include)
    {
        try
        {
            var isRole = include.Task.Config.Kind == TaskKind.IncludeRole;
            var block = isRole ? batch.Linker.IncludeRole(include.Task, include.Arguments, include.Item) : batch.Linker.IncludeTasks(include.Task, include.Target, WithArguments(include));
            if (include.Task.Config.IsHandler) NotifyAll(block, include.Hosts);
            if (!isRole)
            {
                foreach (var host in include.Hosts) services.Statistics.Of(host).Ok++;
                services.Tell(c => c.Included(new IncludedTasks(include.Task, include.Target, include.Hosts) { ItemLabel = include.Label, HasItem = include.HasItem, HidesItem = include.HidesItem }));
            }
            return block;
        }
        catch (LinkException fault) when (fault.Rule == PlayRules.MissingFile || fault.Rule == PlayRules.RoleNotFound || fault.Rule == PlayRules.Unrenderable || fault.Rule == PlayRules.MissingArgument)
        {
            Fail(include, fault);
            return null;
        }
    }

    private static PyDict WithArguments(Inclusion include)
    {
        if (include.Arguments.Count == 0) return include.Item;
        var values = include.Arguments.Copy();
        values.Update(include.Item);
        return values;
    }

    private void Fail(Inclusion include, LinkException fault)
    {
        if (include.Task.Config.Kind == TaskKind.IncludeRole) services.Output.Error($"ERROR! {fault.Message}");
        foreach (var host in include.Hosts)
        {
            services.Statistics.Of(host).Failed++;
            var cursor = batch.CursorOf(host);
            if (!cursor.WouldRescue) services.Record.Stop(host);
            // However many items of a loop fail, they are one failure of their task.
            if (FailedHosts.Add(host)) cursor.Fail();
            if (cursor is { IsDone: true, HasFailed: true })
            {
                services.Failed.Add(host);
                batch.Removed.Add(host);
            }
            var result = new TaskResult(host, include.Task, new PyDict { ["failed"] = true, ["reason"] = fault.Message }) { TaskName = include.TaskName };
            services.Tell(c => c.TaskCompleted(result));
        }
    }

    /// <summary>Tasks that a handler includes run as it does, for the hosts that notified it.</summary>
    private void NotifyAll(BlockNode block, IReadOnlyList<string> hosts)
    {
        foreach (var node in block.Body)
        {
            if (node is BlockNode inner) NotifyAll(inner, hosts);
            else if (node is TaskNode task)
            {
                foreach (var host in hosts) batch.Notify(task, host);
            }
        }
    }

    private sealed record Inclusion(TaskNode Task, string Target, PyDict Arguments, PyDict Item, List<string> Hosts)
    {
        public object? Label { get; init; }

        public bool HasItem { get; init; }

        public bool HidesItem { get; init; }

        public bool IgnoresErrors { get; init; }

        public string TaskName { get; init; } = "";

        public bool IsSameAs(Inclusion other) =>
            ReferenceEquals(Task, other.Task) && Target == other.Target && PyValues.AreEqual(Item, other.Item) && PyValues.AreEqual(Arguments, other.Arguments);
    }
}
