using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Programs;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>A program that prints the inventory as JSON when called with --list, and a host's variables with --host where "_meta" does not hold them all.</summary>
internal sealed class ScriptFormat : IInventoryFormat
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Name => "script";

    public bool Accepts(string source, InventoryReading reading)
    {
        if (!File.Exists(source)) return false;
        const UnixFileMode executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(source) & executable) != 0) || BeginsAsScript(source);
    }

    public async ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        try
        {
            await ReadAsync(source, reading, cancellation).ConfigureAwait(false);
        }
        catch (ProgramException fault)
        {
            throw new InventoryException(fault.Message, fault);
        }
    }

    private static async ValueTask ReadAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        var run = await ProgramRun.RunAsync(source, ["--list"], inheritErrors: false, cancellation).ConfigureAwait(false);
        if (run.ExitCode != 0) throw new InventoryException($"Inventory script ({source}) had an execution error: {run.Errors} ");
        if (Parse(source, run, reading) is not PyDict groups)
            throw new InventoryException($"failed to parse executable inventory script results from {source}: needs to be a json dict\n{run.Errors}");
        object? hostVariables = null;
        var hasMeta = groups.TryGet("_meta", out var meta) && meta is PyDict facts && facts.TryGet("hostvars", out hostVariables);
        var hosts = new OrderedDictionary<string, bool>();
        foreach (var (name, content) in groups.Entries)
            if (name is not "_meta") AddGroup(PyValues.Str(name), content, reading.Inventory, hosts);
        foreach (var host in hosts.Keys)
        {
            var variables = hasMeta ? Meta(hostVariables, host) : await AskAsync(source, host, reading, cancellation).ConfigureAwait(false);
            HostPopulation.AddAll(reading.Inventory, [host], null, variables, null);
        }
    }

    private static bool BeginsAsScript(string source)
    {
        using var file = File.OpenRead(source);
        Span<byte> start = stackalloc byte[2];
        return file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("#!"u8);
    }

    private static void AddGroup(string name, object? content, InventoryState inventory, OrderedDictionary<string, bool> hosts)
    {
        var group = inventory.AddGroup(name);
        var members = Members(group, content);
        if (members.TryGet("hosts", out var listed))
        {
            if (listed is not PyList names) throw new InventoryException($"You defined a group '{group}' with bad data for the host list:\n {PyValues.Str(members)}");
            foreach (var host in names.Select(PyValues.Str))
            {
                hosts[host] = true;
                inventory.AddHost(host, group);
            }
        }
        if (members.TryGet("vars", out var given))
        {
            if (given is not PyDict variables) throw new InventoryException($"You defined a group '{group}' with bad data for variables:\n {PyValues.Str(members)}");
            foreach (var (key, value) in variables.Entries) inventory.SetVariable(group, key, value);
        }
        if (!members.TryGet("children", out var children) || PyValues.IterateOrNone(children) is not { } inner) return;
        foreach (var child in inner) inventory.AddChild(group, inventory.AddGroup(PyValues.Str(child)));
    }

    /// <summary>A list stands for the hosts of a group; a mapping with none of its keys for the variables of a host of that name.</summary>
    private static PyDict Members(string group, object? content)
    {
        var members = new PyDict();
        if (content is not PyDict given)
        {
            members["hosts"] = content;
            return members;
        }
        if (given.ContainsKey("hosts") || given.ContainsKey("vars") || given.ContainsKey("children")) return given;
        members["hosts"] = new PyList([group]);
        members["vars"] = given;
        return members;
    }

    private static object? Meta(object? hostVariables, string host) => hostVariables switch
    {
        PyDict dict => dict.TryGet(host, out var found) ? found : null,
        _ => throw new InventoryException($"Improperly formatted host information for {host}: '{PyValues.TypeName(hostVariables)}' object has no attribute 'get'"),
    };

    private static async ValueTask<object?> AskAsync(string source, string host, InventoryReading reading, CancellationToken cancellation)
    {
        var run = await ProgramRun.RunAsync(source, ["--host", host], inheritErrors: false, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(run.Output).Trim().Length == 0 ? null : Parse(source, run, reading);
    }

    private static object? Parse(string source, ProgramOutput run, InventoryReading reading)
    {
        var faults = new DiagnosticBag();
        try
        {
            var node = YamlReader.ReadJson(new SourceFile(source, Strict.GetString(run.Output)), faults);
            var value = node is null ? null : new VariableReader(reading.Files.Vault, faults) { DuplicateKeys = DuplicateKeys.Ignore }.Read(node);
            if (!faults.HasErrors) return value;
        }
        catch (DecoderFallbackException)
        {
            throw new InventoryException($"Inventory {source} contained characters that cannot be interpreted as UTF-8");
        }
        throw new InventoryException($"failed to parse executable inventory script results from {source}: {FaultText.Of(faults.First())}\n{run.Errors}");
    }
}
