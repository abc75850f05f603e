using System.Collections.Concurrent;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Filters;
using Plumb.Jinja.Globals;
using Plumb.Jinja.Values;
using static Plumb.Jinja.Calls.Parameter;
using static Plumb.Jinja.Tests.Rendering;

namespace Plumb.Jinja.Tests;

/// <summary>What host programs rest on.</summary>
public sealed class EnvironmentTests
{
    /// <summary>Variables that count how often each is asked for.</summary>
    private sealed class Counted(Dictionary<string, object?> values) : IPyMapping
    {
        public ConcurrentDictionary<string, int> Asked { get; } = new();

        public int Count => values.Count;

        public IEnumerable<object?> Keys => values.Keys;

        public bool TryGet(object? key, out object? value)
        {
            Asked.AddOrUpdate((string)(key ?? ""), 1, (_, n) => n + 1);
            return values.TryGetValue((string)(key ?? ""), out value);
        }
    }

    [Fact]
    public void A_variable_is_asked_for_once_and_only_where_it_is_used()
    {
        var variables = new Counted(new() { ["l"] = new PyList([1L, 2L, 3L]), ["used"] = "u", ["unused"] = "x" });
        var text = new JinjaEnvironment().Compile("{% for i in l %}{{ used }}{% if i > 9 %}{{ unused }}{% endif %}{% endfor %}{{ used }}").Render(variables);
        Assert.Equal("uuuu", text);
        Assert.Equal(1, variables.Asked["used"]);
        Assert.False(variables.Asked.ContainsKey("unused"));
    }

    [Fact]
    public void Filters_find_the_state_of_the_rendering()
    {
        var filter = JinjaFilter.Create("tell", new Signature("tell", 1, Optional("mark", "!")), (context, value, a) => $"{context.State}{PyText.Str(value)}{a[0]}");
        var environment = new JinjaEnvironment { Filters = new Dictionary<string, JinjaFilter>(BuiltinFilters.All) { ["tell"] = filter } };
        Assert.Equal("S1!S1?", environment.Compile("{{ 1|tell }}{{ [1]|map('tell', mark='?')|first }}").Render(NoVariables, "S"));
        Assert.Equal("tell() got an unexpected keyword argument 'x'", Fault("{{ 1|tell(x=1) }}", environment).Message);
    }

    [Fact]
    public void Globals_give_way_to_variables()
    {
        var environment = new JinjaEnvironment
        {
            Globals = new Dictionary<string, object?>(BuiltinGlobals.All) { ["now"] = new GlobalFunction("now", (_, arguments) => arguments.Positional.Count), ["name"] = "global" },
        };
        Assert.Equal("global", Render(environment, "{{ name }}"));
        Assert.Equal("mine", Render(environment, "{{ name }}", ("name", "mine")));
    }

    [Fact]
    public void Faults_tell_the_line_and_the_template()
    {
        var environment = new JinjaEnvironment { Loader = (_, _) => "a\n\n{{ 1 / 0 }}" };
        var fault = Fault("x\n{% include 'inner' %}", environment);
        Assert.Equal(("ZeroDivisionError", 3, "inner"), (fault.PythonClass, fault.Line, fault.Template));
        Assert.Equal(2, Fault("\n{% for i in [1] %}{{ i.x.y }}{% endfor %}").Line);
        Assert.Equal(3, Fault("\n\n{{ 1 + }}").Line);
    }

    [Fact]
    public void An_undefined_attribute_keeps_the_first_fault_where_that_is_asked_for()
    {
        var environment = new JinjaEnvironment { Undefined = UndefinedKind.StrictChainable };
        Assert.Equal("'a' is undefined", Fault("{{ a.b['c'].d }}", environment).Message);
        Assert.Equal("x", Render(environment, "{{ a.b.c|default('x') }}"));
    }

    [Fact]
    public void A_copy_of_an_environment_does_not_share_what_the_first_compiled()
    {
        var plain = new JinjaEnvironment { Loader = (_, _) => "{{ '<' }}" };
        Assert.Equal("<", Render(plain, "{% include 'x' %}"));
        Assert.Equal("&lt;", Render(plain with { Autoescape = true }, "{% include 'x' %}"));
    }

    [Fact]
    public void A_template_may_be_rendered_from_many_threads()
    {
        var template = new JinjaEnvironment().Compile("{% macro m(x) %}{% set y = x * 2 %}{{ y }}{% endmacro %}{% for i in range(50) %}{{ m(i + n) }},{% endfor %}");
        var wrong = Enumerable.Range(0, 200).AsParallel().Count(n =>
            template.Render(Variables(("n", (long)n))) != string.Concat(Enumerable.Range(0, 50).Select(i => $"{(i + n) * 2},")));
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Conditions_are_expressions_without_marks()
    {
        var environment = new JinjaEnvironment();
        Assert.Equal(true, environment.CompileExpression("a is defined and a.b in [1, 2]").Evaluate(Variables(("a", Variables(("b", 2L))))));
        Assert.IsType<Undefined>(environment.CompileExpression("nothing").Evaluate(NoVariables));
        Assert.Equal("chunk after expression", Assert.Throws<JinjaException>(() => environment.CompileExpression("a b")).Message);
    }

    [Fact]
    public void Native_renderings_give_values()
    {
        Assert.Equal(3L, Native("{{ a + 1 }}", ("a", 2L)));
        Assert.Equal("[1, 2]", PyText.Repr(Native("[{{ a }}, {{ b }}]", ("a", 1L), ("b", 2L))));
        Assert.Equal("2 apples", Native("{{ a }} apples", ("a", 2L)));
        Assert.Equal(["n=", 2L], new JinjaEnvironment().Compile("n={{ a }}").RenderPieces(Variables(("a", 2L))));
    }

    [Fact]
    public void Translations_call_the_globals_of_the_host()
    {
        var globals = new Dictionary<string, object?>(BuiltinGlobals.All)
        {
            ["gettext"] = new GlobalFunction("gettext", (_, a) => PyText.Str(a.Positional[0]).ToUpperInvariant().Replace("%(NAME)S", "%(name)s", StringComparison.Ordinal)),
            ["ngettext"] = new GlobalFunction("ngettext", (_, a) => PyEquality.AreEqual(a.Positional[2], 1L) ? a.Positional[0] : a.Positional[1]),
        };
        var environment = new JinjaEnvironment { Extensions = JinjaExtensions.Translation, Globals = globals };
        Assert.Equal("HELLO ann 100%", Render(environment, "{% trans %}hello {{ name }} 100%{% endtrans %}", ("name", "ann")));
        Assert.Equal("2 cats", Render(environment, "{% trans n=2 %}{{ n }} cat{% pluralize %}{{ n }} cats{% endtrans %}"));
        Assert.Equal("A B", Render(environment, "{% trans trimmed %}\n  a\n  b\n{% endtrans %}"));
    }
}
