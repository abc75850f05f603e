using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Tests.Strategies;

/// <summary>A playbook made by chance out of what moves hosts through plays: strategies, batches, failures, blocks, handlers, includes. It reaches no host.</summary>
internal sealed class RandomPlaybook(int seed)
{
#pragma warning disable CA5394 // The same seed has to make the same playbook.
    private readonly Random _random = new(seed);
#pragma warning restore CA5394
    private readonly StringBuilder _text = new();
    private int _task;
    private bool _isFree;
    private bool _hasBlocks;
    private bool _forces;

    public string Text()
    {
        for (var plays = 1 + Next(2); plays > 0; plays--) AddPlay();
        return _text.ToString();
    }

    private int Next(int end)
    {
#pragma warning disable CA5394 // As above.
        return _random.Next(end);
#pragma warning restore CA5394
    }

    private bool Chance(int percent) => Next(100) < percent;

    private T One<T>(params ReadOnlySpan<T> items) => items[Next(items.Length)];

    private string Host() => string.Create(CultureInfo.InvariantCulture, $"h{1 + Next(5)}");

    private void AddPlay()
    {
        _isFree = Chance(30);
        // What a fatal error means inside of blocks changed after the version of the peer that is at hand.
        _hasBlocks = Chance(60);
        Line(0, $"- hosts: {One("all", "all", "h1,h2,h3", "all:!h4")}");
        if (_isFree) Line(2, $"strategy: {One("free", "host_pinned")}");
        if (Chance(40)) Line(2, $"serial: {One("1", "2", "3", "[1, 2]", "[1, '50%']", "'40%'")}");
        if (Chance(30)) Line(2, $"order: {One("inventory", "reverse_inventory", "sorted", "reverse_sorted")}");
        _forces = Chance(25);
        if (_forces) Line(2, "force_handlers: true");
        // Nor with the block that forced handlers are.
        if (!_hasBlocks && !_isFree && !_forces && Chance(30)) Line(2, "any_errors_fatal: true");
        if (!_isFree && Chance(30)) Line(2, $"max_fail_percentage: {One("0", "20", "50", "90")}");
        if (Chance(20)) Line(2, "ignore_errors: false");
        if (Chance(30))
        {
            Line(2, "pre_tasks:");
            AddTasks(2, 1 + Next(2), 0);
        }
        Line(2, "tasks:");
        AddTasks(2, 3 + Next(5), 0);
        Line(2, "handlers:");
        Line(2, "- name: one");
        Line(4, "debug: msg=one");
        Line(2, "- name: two");
        Line(4, !_forces && Chance(20) ? $"fail: msg={Host()}" : "debug: msg=two");
        Line(4, "listen: both");
        Line(2, "- name: three");
        Line(4, "debug: msg=three");
        Line(4, "changed_when: true");
        Line(4, "notify: one");
        Line(4, "listen: both");
    }

    private void AddTasks(int indent, int count, int depth)
    {
        for (; count > 0; count--) AddTask(indent, depth);
    }

    private void AddTask(int indent, int depth)
    {
        if (_hasBlocks && depth < 3 && Chance(25))
        {
            AddBlock(indent, depth);
            return;
        }
        _task++;
        Line(indent, string.Create(CultureInfo.InvariantCulture, $"- name: task {_task}"));
        indent += 2;
        var kind = Next(13);
        switch (kind)
        {
            case 0 or 1:
                Line(indent, "fail: msg=no");
                Line(indent, $"when: inventory_hostname == '{Host()}'");
                if (Chance(25)) Line(indent, "ignore_errors: true");
                return;
            case 2:
                Line(indent, "debug: msg=notify");
                Line(indent, "changed_when: true");
                Line(indent, $"notify: {One("one", "both", "[one, both]", "three")}");
                break;
            case 3:
                Line(indent, $"meta: {One("flush_handlers", "flush_handlers", "noop", "noop")}");
                return;
            case 4:
                Line(indent, "include_tasks: more.yml");
                break;
            case 5:
                Line(indent, $"set_fact: value={Next(9)}");
                break;
            case 6:
                Line(indent, "debug: msg={{ item }}");
                Line(indent, "loop: [a, b]");
                if (Chance(30)) Line(indent, $"failed_when: item == 'b' and inventory_hostname == '{Host()}'");
                break;
            // A host that waits for forced handlers ends the play of the others at such a task, which that version shows otherwise.
            case 7 when !_isFree && !_forces:
                Line(indent, !_hasBlocks && Chance(20) ? "fail: msg=once" : "debug: msg=once");
                Line(indent, "run_once: true");
                return;
            case 8:
                Line(indent, "meta: end_host");
                Line(indent, $"when: inventory_hostname == '{Host()}'");
                return;
            default:
                Line(indent, "debug: msg=hello");
                if (Chance(20)) Line(indent, "throttle: 1");
                break;
        }
        if (Chance(30)) Line(indent, $"when: inventory_hostname {One("!=", "==")} '{Host()}'");
    }

    private void AddBlock(int indent, int depth)
    {
        Line(indent, "- block:");
        AddTasks(indent + 2, 1 + Next(3), depth + 1);
        var rescues = Chance(60);
        if (rescues)
        {
            Line(indent + 2, "rescue:");
            AddTasks(indent + 2, 1 + Next(2), depth + 1);
        }
        if (!rescues || Chance(40))
        {
            Line(indent + 2, "always:");
            AddTasks(indent + 2, 1 + Next(2), depth + 1);
        }
        if (Chance(20)) Line(indent + 2, $"when: inventory_hostname != '{Host()}'");
    }

    private void Line(int indent, string text) => _text.Append(' ', indent).Append(text).Append('\n');
}
