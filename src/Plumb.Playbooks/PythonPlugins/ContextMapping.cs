using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>The names that a template sees where it calls a filter. Those of its own loops can be asked for, and are not listed.</summary>
internal sealed class ContextMapping(RenderContext context) : IPyMapping
{
    private IEnumerable<object?> Names => context.State is RenderScope scope ? scope.Keys : [];

    public int Count => Names.Count();

    public IEnumerable<object?> Keys => Names;

    public bool TryGet(object? key, out object? value)
    {
        value = null;
        // Functions of the language are Python's own matter over there.
        return key is string name && context.TryResolve(name, out value) && value is not ICallable;
    }
}
