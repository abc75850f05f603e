using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Writes facts: of all hosts as one document at the end, in the order of names, or each host's to a file of its name.</summary>
public sealed class FactsCallback(PlayOutput output, string? folder) : PlayCallback
{
    private readonly SortedDictionary<string, object?> _facts = new(StringComparer.Ordinal);

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Values.TryGet("ansible_facts", out var facts) && facts is PyDict found) Add(result.Host, found);
        else output.Error($"{result.Host}: {(result.Values.TryGet("msg", out var message) ? PyText.Str(message) : "no facts were gathered")}");
    }

    public override void RunCompleted(RunStatistics statistics)
    {
        if (folder is not null) return;
        var all = new PyDict();
        foreach (var (host, facts) in _facts) all[host] = facts;
        output.Line(ResultJson.Write(all));
    }

    private void Add(string host, PyDict facts)
    {
        if (folder is null)
        {
            _facts[host] = facts;
            return;
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, host.Replace('/', '_')), ResultJson.Write(facts) + "\n");
    }
}
