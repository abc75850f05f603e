using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Variables;

/// <summary>One level of precedence: variables from one place. Values hold their templates unrendered.</summary>
public abstract class VariableLayer
{
    public abstract bool TryGet(string name, out object? value);

    public abstract IEnumerable<string> Names { get; }
}

/// <summary>The variables of a dictionary as read from a file or a keyword.</summary>
public sealed class DictionaryLayer(PyDict variables) : VariableLayer
{
    public override IEnumerable<string> Names => variables.Keys.OfType<string>();

    public override bool TryGet(string name, out object? value) => variables.TryGet(name, out value);
}
