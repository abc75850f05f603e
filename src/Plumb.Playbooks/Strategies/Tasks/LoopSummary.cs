using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Makes the result of a loop from those of its items.</summary>
internal sealed class LoopSummary
{
    private readonly List<object?> _results = [];
    private readonly List<object?> _warnings = [];
    private bool _changed;
    private bool _failed;
    private bool _allSkipped = true;
    private bool _allIgnored = true;
    private bool _hides;
    private bool _diffs;

    public void Add(TaskResult item)
    {
        _results.Add(item.Values);
        _changed |= item.HasChanged;
        _allSkipped &= item.IsSkipped;
        _hides |= item.HidesOutput;
        _diffs |= item.ShowsDiff;
        if (ResultValues.IsSet(item.Values, "failed"))
        {
            _failed = true;
            _allIgnored &= item.IgnoresErrors;
        }
        // The item's own warnings are told with it; those of the whole are kept for what registers the result.
        if (item.Values.TryGet("warnings", out var warnings) && warnings is PyList list)
        {
            _warnings.AddRange(list.Items);
            item.Values.Remove("warnings");
        }
    }

    public TaskResult Result(TaskResult last)
    {
        var values = new PyDict { ["results"] = new PyList(_results), ["skipped"] = _allSkipped };
        if (_changed) values["changed"] = true;
        if (_failed)
        {
            values["failed"] = true;
            values["msg"] = "One or more items failed";
        }
        else
        {
            values["msg"] = "All items completed";
        }
        if (_allSkipped) values["msg"] = "All items skipped";
        if (_warnings.Count > 0) values["warnings"] = new PyList(_warnings);
        if (!values.ContainsKey("changed")) values["changed"] = false;
        return last with { Values = values, IgnoresErrors = _failed ? _allIgnored : last.IgnoresErrors, HidesOutput = _hides, ShowsDiff = _diffs };
    }
}
