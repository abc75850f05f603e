using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Tests;

/// <summary>Tests of text: by regular expressions, and whether it is a URL.</summary>
internal static class TextTests
{
    public static IEnumerable<JinjaTest> All { get; } =
    [
        FilterDefinition.Test("match", "pattern='', ignorecase=False, multiline=False", call => Matches(call, "match")),
        FilterDefinition.Test("search", "pattern='', ignorecase=False, multiline=False", call => Matches(call, "search")),
        FilterDefinition.Test("regex", "pattern='', ignorecase=False, multiline=False, match_type='search'", call => Matches(call, call.TextOf(3))),
        FilterDefinition.Test("uri", "schemes=None", call => IsUri(call.Value, Schemes(call[0])), "is_uri"),
        FilterDefinition.Test("url", "schemes=None", call => IsUri(call.Value, Schemes(call[0])) && UrlParts.Split(call.Text) is { } url && (url.Location.Length > 0 || url.Scheme == "file"), "is_url"),
        FilterDefinition.Test("urn", "", call => IsUri(call.Value, ["urn"]), "is_urn"),
    ];

    private static bool Matches(FilterCall call, string how)
    {
        var pattern = PythonPattern.Compile(call.RequiredTextOf(0, "first argument must be string or compiled pattern"), call.Flag(1), call.Flag(2));
        return how switch
        {
            "match" => pattern.MatchStart(call.Text).Success,
            "fullmatch" => pattern.MatchWhole(call.Text).Success,
            "search" => pattern.Search(call.Text).Success,
            _ => throw JinjaException.Type("'str' object is not callable"),
        };
    }

    private static string[]? Schemes(object? value) => value switch
    {
        null => null,
        string scheme => [scheme],
        _ => [.. PyValues.Iterate(value).Select(PyText.Str)],
    };

    private static bool IsUri(object? value, string[]? schemes)
    {
        if (value is Undefined undefined) throw undefined.Fault();
        if (value is not (string or Markup)) return false;
        try
        {
            return schemes is null or [] || schemes.Contains(UrlParts.Split(PyText.Str(value)).Scheme);
        }
        catch (TemplatingException)
        {
            return false;
        }
    }
}
