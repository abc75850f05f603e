using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>Keeps facts where a cache plugin in Python does. What it cannot keep or give is a warning, and the run goes on without.</summary>
public sealed class PluginFactCache : IFactCache
{
    private readonly UserPlugins _plugins;
    private readonly string _name;
    private readonly PlayOutput _output;

    private PluginFactCache(UserPlugins plugins, string name, PlayOutput output) => (_plugins, _name, _output) = (plugins, name, output);

    /// <summary>The cache of a name, or null where there can be no plugin of it.</summary>
    public static PluginFactCache? Open(UserPlugins plugins, string name, PlayOutput output)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        return plugins.Folders.MayHaveFile(PluginKind.Cache, name, isNative: false) ? new PluginFactCache(plugins, name, output) : null;
    }

    public PyDict? Read(string host) => Call("read", host) as PyDict;

    public void Write(string host, PyDict facts) => Call("write", host, facts);

    public void Remove(string host) => Call("remove", host);

    public void Clear() => Call("clear");

    private object? Call(string method, params ReadOnlySpan<object?> arguments)
    {
        try
        {
            return _plugins.Call($"cache_{method}", [_name, .. arguments], new PythonCall(_plugins));
        }
        catch (PythonFault fault)
        {
            _output.Warn($"The fact cache {_name} cannot {method} facts: {fault.Message}");
            return null;
        }
    }
}
