using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters of regular expressions in Python's syntax.</summary>
internal static class RegexFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("regex_replace", "pattern='', replacement='', ignorecase=False, multiline=False, count=0, mandatory_count=0", Replace),
        FilterDefinition.Filter("regex_findall", "regex, multiline=False, ignorecase=False", FindAll),
        FilterDefinition.Filter("regex_escape", "re_type='python'", Escape),
        new JinjaFilter("regex_search", (_, value, arguments) => Search(PyText.Str(value), arguments)),
    ];

    private static string Replace(FilterCall call)
    {
        var pattern = PythonPattern.Compile(call.RequiredTextOf(0, "first argument must be string or compiled pattern"), call.Flag(2), call.Flag(3));
        var limit = call.Count(4);
        if (call.Count(5) is var wanted and > 0)
        {
            var found = pattern.FindAll(call.Text).Take(limit > 0 ? limit : int.MaxValue).Count();
            if (found != wanted) throw TemplatingException.Filter(string.Create(CultureInfo.InvariantCulture, $"'{call.TextOf(0)}' should match {wanted} times, but matches {found} times in '{call.Text}'"));
        }
        return pattern.Replace(call.Text, call.TextOf(1), limit);
    }

    private static PyList FindAll(FilterCall call)
    {
        var pattern = PythonPattern.Compile(call.TextOf(0), ignoreCase: call.Flag(2), multiline: call.Flag(1));
        return new PyList(pattern.FindAll(call.Text).Select(match => Found(match, pattern.GroupCount)));
    }

    // Without groups the whole match, of one group its text, of several a tuple.
    private static object? Found(Match match, int groups) => groups switch
    {
        0 => match.Value,
        1 => match.Groups[1].Value,
        _ => new PyTuple([.. Enumerable.Range(1, groups).Select(g => match.Groups[g].Value)]),
    };

    private static object? Search(string text, CallArguments arguments)
    {
        var named = FilterDefinition.Named(arguments);
        object?[] positional = [.. arguments.Positional];
        if (positional.Length == 0 && named.TryGetValue("regex", out var given)) positional = [given];
        if (positional.Length == 0) throw JinjaException.Type("regex_search() missing 1 required positional argument: 'regex'");

        var wanted = positional.Skip(1).Select(PyText.Str).Select(WantedGroup).ToList();
        var pattern = PythonPattern.Compile(PyText.Str(positional[0]), Flag("ignorecase"), Flag("multiline"));
        var match = pattern.Search(text);
        if (!match.Success) return null;
        return wanted.Count == 0 ? match.Value : new PyList(wanted.Select(group => GroupText(match, pattern, group)));

        bool Flag(string name) => named.TryGetValue(name, out var value) && PyValues.Truth(value);
    }

    private static string WantedGroup(string argument)
    {
        var match = Regex.Match(argument, @"\A\\g<(\S+)>", RegexOptions.None, TimeSpan.FromSeconds(1));
        if (!match.Success && !argument.StartsWith(@"\g", StringComparison.Ordinal)) match = Regex.Match(argument, @"\A\\(\d+)", RegexOptions.None, TimeSpan.FromSeconds(1));
        if (match.Success) return match.Groups[1].Value;
        throw argument.StartsWith('\\') ? TemplatingException.Python("AttributeError", "'NoneType' object has no attribute 'group'") : TemplatingException.Filter("Unknown argument");
    }

    private static string? GroupText(Match match, PythonPattern pattern, string group)
    {
        if (!pattern.Names.TryGetValue(group, out var number) && !int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out number)) throw TemplatingException.Python("IndexError", "no such group");
        if (number > pattern.GroupCount) throw TemplatingException.Python("IndexError", "no such group");
        return match.Groups[number] is { Success: true } found ? found.Value : null;
    }

    private static string Escape(FilterCall call) => call.TextOf(0) switch
    {
        "python" => PythonPattern.Escape(call.Text),
        "posix_basic" => PythonPattern.Compile(@"([].[^$*\\])").Replace(call.Text, @"\\\1"),
        "posix_extended" => throw TemplatingException.Filter("Regex type (posix_extended) not yet implemented"),
        var other => throw TemplatingException.Filter($"Invalid regex type ({other})"),
    };
}
