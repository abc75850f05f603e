using Plumb.Jinja;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>Lookups of variables: those of the play by name or pattern, and those of the environment.</summary>
internal static class VariableLookups
{
    public static readonly Lookup Vars = new("vars", call => [.. call.Terms.Select(term => Variable(call, term))]);

    public static readonly Lookup VarNames = new("varnames", call => [.. call.Terms.SelectMany(term => Matching(call, term))]);

    public static readonly Lookup Env = new("env", call => [.. call.TextTerms().Select(term => Environment(call, term))]);

    private static object? Variable(LookupCall call, object? term)
    {
        if (term is not string name) throw TemplatingException.Failure($"Invalid setting identifier, \"{PyText.Str(term)}\" is not a string, its a <class '{PyTypes.FullNameOf(term)}'>");
        if ((call.Variables.TryGet(name, out var value) || OfHost(call, name, out value)) && value is not Undefined) return value;
        if (call.Option("default") is { } otherwise) return otherwise;
        throw value is Undefined undefined ? undefined.Fault() : TemplatingException.Undefined($"No variable found with this name: {name}");
    }

    private static bool OfHost(LookupCall call, string name, out object? value)
    {
        value = null;
        return call.Variables.TryGet("hostvars", out var all) && all is IPyMapping hosts
            && hosts.TryGet(call.Variables.Text("inventory_hostname"), out var host) && host is IPyMapping variables
            && variables.TryGet(name, out value);
    }

    private static IEnumerable<object?> Matching(LookupCall call, object? term)
    {
        if (term is not string text) throw TemplatingException.Failure($"Invalid setting identifier, \"{PyText.Str(term)}\" is not a string, it is a <class '{PyTypes.FullNameOf(term)}'>");
        var pattern = Compile(text);
        return call.Variables.Raw.Keys.OfType<string>().Where(name => pattern.Search(name).Success);
    }

    private static PythonPattern Compile(string text)
    {
        try
        {
            return PythonPattern.Compile(text);
        }
        catch (TemplatingException e)
        {
            throw TemplatingException.Failure($"Unable to use \"{text}\" as a search parameter: {e.Message}", e);
        }
    }

    private static object? Environment(LookupCall call, string term)
    {
        var words = term.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) throw new JinjaException("IndexError", "list index out of range");
        if (call.Settings.Environment(words[0]) is { } value) return value;
        var otherwise = call.Options.FirstOrDefault(o => o.Key == "default");
        if (otherwise.Value is Undefined) throw TemplatingException.Undefined($"The \"env\" lookup, found an undefined variable: {words[0]}");
        return otherwise.Key is null ? "" : otherwise.Value;
    }
}
