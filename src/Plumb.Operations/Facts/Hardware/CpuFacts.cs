using System.Globalization;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Hardware;

/// <summary>The processors, as <c>/proc/cpuinfo</c> lists them; what it leaves out differs from architecture to architecture.</summary>
internal sealed class CpuFacts
{
    private static readonly string[] Descriptions = ["model name", "Processor", "vendor_id", "cpu", "Vendor", "processor"];

    private readonly List<string> _descriptions = [];
    private readonly Dictionary<string, long> _coresOfSocket = new(StringComparer.Ordinal);
    private readonly List<string> _sockets = [];
    private readonly Dictionary<string, long> _threadsOfCore = new(StringComparer.Ordinal);
    private readonly List<string> _cores = [];
    private long _vendors, _models, _processors, _described;
    private long? _coresTold;
    private bool _isXenParavirtual;
    private string _socket = "0", _core = "0";

    public static void Add(FactContext context)
    {
        if (context.Files.Text("/proc/cpuinfo") is not { } text) return;
        var cpu = new CpuFacts();
        var isXen = context.Files.Exists("/proc/xen") || context.Files.Text("/sys/hypervisor/type")?.Split('\n')[0] == "xen";
        foreach (var line in text.Split('\n')) cpu.Read(line, isXen);
        cpu.Describe(context);
    }

    private void Read(string line, bool isXen)
    {
        var parts = line.Split(':', 2);
        string key = parts[0].Trim(), value = parts.Length > 1 ? parts[1].Trim() : "";
        if (isXen && key == "flags" && !value.Contains("vme", StringComparison.Ordinal)) _isXenParavirtual = true;
        if (Descriptions.Contains(key))
        {
            _descriptions.Add(value);
            _described++;
            if (key == "vendor_id") _vendors++;
            if (key == "model name") _models++;
            if (key == "processor") _processors++;
            return;
        }
        switch (key)
        {
            case "physical id": SetIfNew(_coresOfSocket, _sockets, _socket = value); break;
            case "core id": SetIfNew(_threadsOfCore, _cores, _core = value); break;
            case "cpu cores": Set(_coresOfSocket, _sockets, _socket, Number(value)); break;
            case "siblings": Set(_threadsOfCore, _cores, _core, Number(value)); break;
            case "# processors": _coresTold = Number(value); break;
            case "ncpus active": _described = Number(value); break;
        }
    }

    private void Describe(FactContext context)
    {
        var (facts, architecture) = (context.Facts, context.TextFact("architecture"));
        facts.Add("processor", _descriptions);
        if (_coresTold is { } told) facts.Add("processor_cores", told);
        if (architecture == "s390x") return;

        // Some machines say only one of vendor and model of each processor, and ARM and Power give them other names.
        var count = _described;
        if (_vendors > 0 && _vendors == _models) count = _vendors;
        if (architecture.StartsWith("armv", StringComparison.Ordinal) || architecture.StartsWith("aarch", StringComparison.Ordinal)
            || architecture.StartsWith("ppc", StringComparison.Ordinal)) count = _processors;
        if (_isXenParavirtual)
        {
            Add(facts, count, count, 1, count);
            return;
        }
        var sockets = _sockets.Count > 0 ? _sockets.Count : count;
        var cores = _sockets.Count > 0 && _coresOfSocket[_sockets[0]] is > 0 and var first ? first : 1;
        var threads = (_cores.Count > 0 ? _threadsOfCore[_cores[0]] : 1) / cores;
        Add(facts, sockets, cores, threads, threads * sockets * cores);
        facts.Add("processor_nproc", AllowedProcessors(context.Files) ?? _processors);
    }

    private static void Add(MapBuilder facts, long count, long cores, long threads, long virtualProcessors)
    {
        facts.Add("processor_count", count);
        facts.Add("processor_cores", cores);
        facts.Add("processor_threads_per_core", threads);
        facts.Add("processor_vcpus", virtualProcessors);
    }

    private static long? AllowedProcessors(FactFiles files)
    {
        const string Prefix = "Cpus_allowed_list:";
        var list = files.Lines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Prefix, StringComparison.Ordinal))?[Prefix.Length..];
        return list?.Trim().Split(',').Sum(range => range.Split('-') is [var from, var to] ? Number(to) - Number(from) + 1 : 1);
    }

    private static void SetIfNew(Dictionary<string, long> counts, List<string> order, string key)
    {
        if (!counts.ContainsKey(key)) Set(counts, order, key, 1);
    }

    private static void Set(Dictionary<string, long> counts, List<string> order, string key, long value)
    {
        if (!counts.ContainsKey(key)) order.Add(key);
        counts[key] = value;
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
