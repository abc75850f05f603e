using CsCheck;
using Plumb.Jinja.Values;
using static Plumb.Jinja.Tests.Rendering;

namespace Plumb.Jinja.Tests;

/// <summary>Templates that are made to harm end with a fault that says what was too much.</summary>
public sealed class SandboxTests
{
    [Theory]
    [InlineData("(", 100_000, "")]
    [InlineData("[", 100_000, "")]
    [InlineData("-", 100_000, "1")]
    [InlineData("not ", 100_000, "1")]
    [InlineData("a.", 100_000, "a")]
    [InlineData("1+", 100_000, "1")]
    [InlineData("1 if 1 else ", 100_000, "1")]
    [InlineData("a|upper|", 100_000, "upper")]
    public void Expressions_that_are_too_deep_are_refused(string part, int times, string end) =>
        Assert.Equal("TemplateSyntaxError", Fault("{{ " + string.Concat(Enumerable.Repeat(part, times)) + end + " }}").PythonClass);

    [Theory]
    [InlineData("{% if a %}")]
    [InlineData("{% for a in b %}")]
    [InlineData("{% macro m() %}")]
    [InlineData("{% set a %}")]
    public void Statements_that_are_too_deep_are_refused(string tag) =>
        Assert.Equal("TemplateSyntaxError", Fault(string.Concat(Enumerable.Repeat(tag, 10_000))).PythonClass);

    [Theory]
    [InlineData("{{ 'x' * 10**10 }}", "MemoryError")]
    [InlineData("{{ [0] * 10**10 }}", "MemoryError")]
    [InlineData("{{ 10**(10**10) }}", "OverflowError")]
    [InlineData("{{ (10**4400)|string }}", "ValueError")]
    [InlineData("{{ range(10**18) }}", "OverflowError")]
    [InlineData("{{ 'x'|center(10**12) }}", "MemoryError")]
    [InlineData("{{ '%1000000000d' % 1 }}", "MemoryError")]
    [InlineData("{{ '%.*f' % (10**9, 1.5) }}", "MemoryError")]
    [InlineData("{{ '{:1000000000}'.format(1) }}", "MemoryError")]
    [InlineData("{{ 'x'|indent(10**9, true) }}", "MemoryError")]
    [InlineData("{{ lipsum(10**9) }}", "MemoryError")]
    [InlineData("{{ [1]|batch(10**9, 0)|list }}", "MemoryError")]
    [InlineData("{% set n = namespace(x='x') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "MemoryError")]
    [InlineData("{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = n.x.replace('', n.x) %}{% endfor %}", "MemoryError")]
    [InlineData("{% set n = namespace(x=[0]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}", "MemoryError")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "RecursionError")]
    [InlineData("{% for x in [[]] recursive %}{{ loop([[]]) }}{% endfor %}", "RecursionError")]
    [InlineData("{% set n = namespace(x=[]) %}{% for i in range(100000) %}{% set n.x = [n.x] %}{% endfor %}{{ n.x }}", "RecursionError")]
    [InlineData("{% set l = [] %}{% set _ = l.append(l) %}{{ l|tojson }}", "RecursionError")]
    [InlineData("{% set l = [] %}{% set _ = l.append(l) %}{{ l|pprint }}", "RecursionError")]
    public void What_grows_without_bounds_ends_with_a_fault(string source, string pythonClass) => Assert.Equal(pythonClass, Fault(source).PythonClass);

    [Fact]
    public void Loops_end_after_the_steps_that_are_allowed()
    {
        var environment = new JinjaEnvironment { Limits = new JinjaLimits { Steps = 10_000 } };
        Assert.Contains("10000 steps", Fault("{% for i in range(1000) %}{% for j in range(1000) %}{% endfor %}{% endfor %}", environment).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rendering_ends_when_its_time_is_over()
    {
        var environment = new JinjaEnvironment { Limits = new JinjaLimits { Time = TimeSpan.FromMilliseconds(50) } };
        Assert.Contains("longer than", Fault("{% for i in range(10**6) %}{% for j in range(10**6) %}{% endfor %}{% endfor %}", environment).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_includes_itself_ends()
    {
        var environment = new JinjaEnvironment { Loader = (_, _) => "{% include 'a' %}" };
        Assert.Equal("RecursionError", Fault("{% include 'a' %}", environment).PythonClass);
    }

    [Theory]
    [InlineData("{{ ''.__len__ }}")]
    [InlineData("{{ [].__class__.__base__ }}")]
    [InlineData("{{ range.__self__ }}")]
    public void Names_with_underscores_lead_nowhere(string source) => Assert.Equal("", Render(source));

    [Fact]
    public void A_format_does_not_reach_names_with_underscores() => Assert.Equal("SecurityError", Fault("{{ '{0.__class__}'.format(1) }}").PythonClass);

    /// <summary>Pieces of templates, of which any sequence is tried.</summary>
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", "{{ x }}", "{{ x|upper }}", "{% if x %}", "{% endif %}", "{% else %}", "{% for i in x %}", "{% endfor %}",
        "{% set y = x %}", "{% macro m(a) %}", "{% endmacro %}", "{{ m(1) }}", "{% raw %}", "{% endraw %}", "{% block b %}", "{% endblock %}", "{{ loop.index }}",
        " ", "\n", "\r\n", "a", "'", "\"", "\\", "(", ")", "[", "]", "{", "}", ".", ",", ":", "|", "~", "+", "-", "*", "**", "/", "//", "%", "<", "==", "=", "!", "0", "1.5", "1e9",
        "x", "y", "l", "d", " is ", " not ", " in ", " and ", " or ", " if ", " else ", "defined", "upper", "join", "sort", "int", "format", "items", "é", "🐍", "\0", "\ud800",
        "'%s'%", "'{}'.format(", "range(", "dict(", "namespace(", "['a']", "[1:2]", "[::-1]", "none", "true", "missing",
    ];

    private static readonly Gen<string> Templates = Gen.Int[0, Pieces.Length - 1].Array[0, 24].Select(indexes => string.Concat(indexes.Select(i => Pieces[i])));

    private static readonly Gen<string> Expressions = Gen.Int[0, Pieces.Length - 1].Array[1, 9].Select(indexes => "{{ " + string.Concat(indexes.Select(i => Pieces[i])) + " }}");

    [Fact]
    public void Any_text_renders_or_gives_a_fault_of_the_template() => Gen.OneOf(Templates, Expressions, Gen.String).Sample(RendersOrFaults, iter: 6000);

    [Fact]
    public void Any_filter_of_any_value_gives_a_value_or_a_fault()
    {
        var filters = new JinjaEnvironment().Filters.Keys.Order(StringComparer.Ordinal).ToArray();
        string[] values = ["x", "l", "d", "missing", "none", "''", "'a b'", "-1", "1e300", "10**40", "[]", "[none]", "(1, 'a')", "{}", "'<b>'|safe", "range(3)", "d.items()", "true"];
        string[] arguments = ["", "()", "(1)", "(-1)", "('a')", "(none, none)", "(attribute='a')", "(1, 2, 3)", "(missing)", "([1])", "(0)"];
        var sources = from f in Gen.Int[0, filters.Length - 1]
                      from v in Gen.Int[0, values.Length - 1]
                      from a in Gen.Int[0, arguments.Length - 1]
                      select $"{{{{ ({values[v]})|{filters[f]}{arguments[a]}|list|string }}}}";
        sources.Sample(RendersOrFaults, iter: 6000);
    }

    private static void RendersOrFaults(string source)
    {
        var environment = new JinjaEnvironment { Limits = new JinjaLimits { Steps = 20_000 } };
        try
        {
            Render(environment, source, ("x", "text"), ("l", new PyList([3L, 1L, 2.5])), ("d", Variables(("a", 1L), ("b", null))));
        }
        catch (JinjaException e)
        {
            Assert.NotEmpty(e.PythonClass);
        }
    }
}
