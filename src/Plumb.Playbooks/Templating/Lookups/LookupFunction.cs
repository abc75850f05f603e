using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>The functions <c>lookup</c> and <c>query</c>: the first joins texts with commas, the second gives a list.</summary>
internal static class LookupFunction
{
    public static object? Call(RenderContext context, CallArguments arguments, bool wantList)
    {
        var scope = RenderScope.Of(context);
        if (arguments.Positional.Count == 0) throw JinjaException.Type("Templar._lookup() missing 1 required positional argument: 'name'");
        var name = PyText.Str(arguments.Positional[0]);
        if (scope.DisableLookups) throw TemplatingException.Failure($"The lookup `{name}` was found, however lookups were disabled from templating");
        var lookup = LookupTable.Find(name, scope.Templar.Settings) ?? throw TemplatingException.Failure($"lookup plugin ({name}) not found");

        var options = arguments.Named.Where(o => o.Key is not ("wantlist" or "errors" or "allow_unsafe")).ToList();
        wantList |= Named(arguments, "wantlist") is { } want && PyValues.Truth(want);
        var call = new LookupCall(scope.Templar, scope.Variables, Terms(arguments, scope), options) { Source = scope.Source };
        return Run(lookup, name, call, Named(arguments, "errors") as string ?? "strict") is { } values
            ? Result(values, wantList, scope.Templar)
            : wantList ? new PyList() : null;
    }

    private static object? Named(CallArguments arguments, string name) => arguments.Named.FirstOrDefault(o => o.Key == name).Value;

    /// <summary>
    /// The terms, of which those that are templates in the calling text itself are rendered. Others are data, whatever they look like.
    /// </summary>
    private static List<object?> Terms(CallArguments arguments, RenderScope scope)
    {
        return [.. arguments.Positional.Skip(1).Select(Rendered)];

        object? Rendered(object? term) => term switch
        {
            Undefined undefined => throw undefined.Fault(),
            string text when TemplateText.IsTemplate(text) && scope.Source.Contains(text, StringComparison.Ordinal) =>
                scope.Templar.Render(new TemplateText(text), scope.Variables, RenderOptions.Default),
            Markup markup => markup.Text,
            PyIterator or PyDictView or PyRange => new PyList((IEnumerable<object?>)term),
            PyList list => new PyList(list.Items.Select(Rendered)),
            PyTuple tuple => new PyList(tuple.Select(Rendered)),
            PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Rendered(e.Value)))),
            _ => term,
        };
    }

    /// <summary>The values, or null where there was a fault that the caller asked to ignore.</summary>
    private static IReadOnlyList<object?>? Run(Lookup lookup, string name, LookupCall call, string errors)
    {
        try
        {
            return lookup.Run(call);
        }
        catch (JinjaException e) when (e.IsUndefined)
        {
            throw TemplatingException.Undefined(e.Message, e);
        }
        catch (TemplatingException e) when (e.Fault is not (TemplatingFault.Undefined or TemplatingFault.Options))
        {
            return Ignored(errors, call, e.Fault == TemplatingFault.Lookup ? e : Unhandled(name, e.PythonClass, e.Message, e), e.Message);
        }
        catch (JinjaException e)
        {
            return Ignored(errors, call, Unhandled(name, e.PythonClass, e.Message, e), e.Message);
        }
    }

    private static IReadOnlyList<object?>? Ignored(string errors, LookupCall call, TemplatingException fault, string message)
    {
        if (errors is not ("warn" or "ignore")) throw fault;
        if (errors == "warn") call.Settings.Warn(fault.Fault == TemplatingFault.Lookup ? $"Lookup failed but the error is being ignored: {message}" : fault.Message);
        return null;
    }

    private static TemplatingException Unhandled(string name, string pythonClass, string message, Exception cause) =>
        TemplatingException.Failure($"An unhandled exception occurred while running the lookup plugin '{name}'. Error was a <class '{pythonClass}'>, original message: {message}. {message}", cause);

    private static object? Result(IReadOnlyList<object?> values, bool wantList, Templar templar)
    {
        if (wantList && values is MappingKeys { Mapping: var mapping }) return mapping;
        if (wantList || values.Count == 0) return new PyList(values);
        if (values is [var only]) return only;
        if (!values.All(v => v is string)) return new PyList(values);
        var joined = string.Join(',', values);
        return templar.IsKept(values[0]) ? templar.Keep(joined) : joined;
    }
}
