using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Templating.Lookups;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>The filters, tests and lookups in Python that templates name.</summary>
internal sealed class PluginTemplates(UserPlugins plugins) : ITemplatePlugins
{
    public JinjaFilter? Filter(string name, bool isNative) => Finds(PluginKind.Filter, name, isNative)
        ? new JinjaFilter(name, (context, value, arguments) => TemplateFinalization.Unroll(Apply(PluginKind.Filter, name, context, value, arguments)))
        : null;

    public JinjaTest? Test(string name, bool isNative) => Finds(PluginKind.Test, name, isNative)
        ? new JinjaTest(name, (context, value, arguments) => PyValues.Truth(Apply(PluginKind.Test, name, context, value, arguments)))
        : null;

    public Lookup? Lookup(string name, bool isNative)
    {
        if (!plugins.Folders.MayHaveFile(PluginKind.Lookup, name, isNative)) return null;
        if (Find(PluginKind.Lookup, name) is not { } found || (isNative && IsCore(found))) return null;
        return found.TryGet("refusal", out var reason) ? throw TemplatingException.Failure(PyText.Str(reason)) : new Lookup(name, call => Look(name, call));
    }

    public bool HasCollection(string name) => plugins.Folders.HasCollection(name);

    private bool Finds(PluginKind kind, string name, bool isNative) =>
        plugins.Folders.MayMention(kind, name, isNative) && Find(kind, name) is { } found && !(isNative && IsCore(found));

    private static bool IsCore(PyDict found) => found.TryGet("core", out var core) && core is true;

    private PyDict? Find(PluginKind kind, string name)
    {
        try
        {
            return plugins.Find(kind, name);
        }
        catch (PythonFault fault)
        {
            throw Fault(fault);
        }
    }

    private object? Apply(PluginKind kind, string name, RenderContext context, object? value, CallArguments arguments)
    {
        var scope = context.State as RenderScope;
        var call = new PythonCall(plugins) { IsWritten = text => scope is not null && scope.Source.Contains(text, StringComparison.Ordinal) };
        var named = new PyDict(arguments.Named.Select(n => KeyValuePair.Create<object?, object?>(n.Key, n.Value)));
        try
        {
            return plugins.Call(kind.Name, [name, value, new PyList(arguments.Positional), named, call.Keep(new ContextMapping(context))], call);
        }
        catch (PythonFault fault)
        {
            throw Fault(fault);
        }
    }

    private IReadOnlyList<object?> Look(string name, LookupCall lookup)
    {
        var call = new PythonCall(plugins)
        {
            IsWritten = text => lookup.Source.Contains(text, StringComparison.Ordinal),
            Render = (value, variables) => lookup.Templar.Render(value, ReferenceEquals(variables, lookup.Variables.Raw) ? lookup.Variables : new TemplateVariables(lookup.Templar, variables)),
        };
        var options = new PyDict(lookup.Options.Select(o => KeyValuePair.Create<object?, object?>(o.Key, o.Value)));
        try
        {
            return plugins.Call("lookup", [name, new PyList(lookup.Terms), lookup.Variables.Raw, options], call) switch
            {
                PyList values => values.Items,
                PyDict mapping => new MappingKeys(mapping),
                _ => [],
            };
        }
        catch (PythonFault fault)
        {
            throw Fault(fault);
        }
    }

    private static Exception Fault(PythonFault fault) => fault.Kind switch
    {
        "undefined" => JinjaException.Undefined(fault.Message),
        "filter" => TemplatingException.Filter(fault.Message, fault),
        "lookup" => new TemplatingException(TemplatingFault.Lookup, fault.Message, fault),
        "options" => new TemplatingException(TemplatingFault.Options, fault.Message, fault),
        "error" => new TemplatingException(TemplatingFault.Failure, fault.Message, fault, fault.PythonClass),
        "python" => new JinjaException(fault.PythonClass, fault.Message),
        _ => TemplatingException.Failure(fault.Message, fault),
    };
}
