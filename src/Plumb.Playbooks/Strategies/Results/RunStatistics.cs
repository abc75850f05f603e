using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Results;

/// <summary>Counts per host, and the numbers that <c>set_stats</c> keeps.</summary>
public sealed class RunStatistics
{
    private readonly Dictionary<string, HostCounts> _hosts = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, PyDict> _custom = new(StringComparer.Ordinal);

    /// <summary>The name under which numbers of the whole run are kept.</summary>
    public const string WholeRun = "_run";

    public IReadOnlyDictionary<string, HostCounts> Hosts => _hosts;

    public IReadOnlyDictionary<string, PyDict> Custom => _custom;

    public HostCounts Of(string host)
    {
        if (!_hosts.TryGetValue(host, out var counts)) _hosts[host] = counts = new HostCounts();
        return counts;
    }

    public void SetCustom(string? host, string name, object? value) => CustomOf(host)[name] = value;

    /// <summary>Adds to what is there: numbers, lists, texts and maps as Python's <c>+</c> and merging do.</summary>
    public void AddCustom(string? host, string name, object? value)
    {
        var values = CustomOf(host);
        if (!values.TryGet(name, out var before))
        {
            values[name] = value;
            return;
        }
        values[name] = (before, value) switch
        {
            (long a, long b) => a + b,
            (double a, double b) => a + b,
            (double a, long b) => a + b,
            (long a, double b) => a + b,
            (string a, string b) => a + b,
            (PyList a, PyList b) => new PyList(a.Items.Concat(b.Items)),
            (PyDict a, PyDict b) => Merge(a, b),
            _ => before,
        };
    }

    private static PyDict Merge(PyDict before, PyDict more)
    {
        var merged = before.Copy();
        merged.Update(more);
        return merged;
    }

    private PyDict CustomOf(string? host)
    {
        var key = host ?? WholeRun;
        if (!_custom.TryGetValue(key, out var values)) _custom[key] = values = new PyDict();
        return values;
    }
}

/// <summary>The counts of one host, as the recap has them.</summary>
public sealed class HostCounts
{
    public int Ok { get; set; }

    public int Changed { get; set; }

    public int Unreachable { get; set; }

    public int Failed { get; set; }

    public int Skipped { get; set; }

    public int Rescued { get; set; }

    public int Ignored { get; set; }
}
