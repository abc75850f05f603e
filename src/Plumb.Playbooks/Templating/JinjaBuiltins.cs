using Plumb.Jinja.Calls;

namespace Plumb.Playbooks.Templating;

/// <summary>The filters and tests that Jinja brings, under those of plays.</summary>
internal static class JinjaBuiltins
{
    public static IEnumerable<JinjaFilter> Filters => [];

    public static IEnumerable<JinjaTest> Tests => [];
}
