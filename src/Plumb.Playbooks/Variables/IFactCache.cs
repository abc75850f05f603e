using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Variables;

/// <summary>Keeps facts of hosts from one run to the next.</summary>
public interface IFactCache
{
    /// <summary>The facts of a host, or null where none are kept or they are too old.</summary>
    PyDict? Read(string host);

    void Write(string host, PyDict facts);

    void Remove(string host);

    void Clear();
}

/// <summary>Keeps nothing beyond the run.</summary>
public sealed class NoFactCache : IFactCache
{
    public static NoFactCache Instance { get; } = new();

    public PyDict? Read(string host) => null;

    public void Write(string host, PyDict facts) { }

    public void Remove(string host) { }

    public void Clear() { }
}
