using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Tests.Templating;

public sealed class TemplarTests
{
    private static readonly Templar Plain = new(new TemplarSettings());

    [Fact]
    public void A_single_variable_keeps_its_type_and_text_around_it_makes_text()
    {
        Assert.Equal(5L, Render("{{ n }}"));
        Assert.Equal("x5", Render("x{{ n }}"));
    }

    [Fact]
    public void Text_that_looks_like_data_becomes_data_but_what_to_json_wrote_stays_text()
    {
        Assert.IsType<PyList>(Render("[{{ n }}]"));
        Assert.Equal("{\"a\": 5}", Render("{{ {'a': n} | to_json }}"));
    }

    [Theory]
    [InlineData("(1, 2, 3) | intersect((3, 4))", "[3]")]
    [InlineData("(1, 2, 3) | difference((3, 4))", "[1, 2]")]
    [InlineData("(1, 2) | symmetric_difference((2, 3))", "[1, 3]")]
    [InlineData("'ab' | union('bc')", "['a', 'b', 'c']")]
    public void Filters_of_sets_give_lists_of_whatever_they_get(string expression, string expected) => Assert.Equal(expected, PyText.Repr(Assert.IsType<PyList>(Render($"{{{{ {expression} }}}}"))));

    [Theory]
    [InlineData("'start=4', count=2, stride=3", "4 7")]
    [InlineData("'end=2', format='n%d'", "n1 n2")]
    [InlineData("'start=0x0f count=2 format=%x'", "f 10")]
    [InlineData("'08-010'", "8 9 10")]
    public void A_sequence_takes_options_of_the_call_beside_those_of_its_terms(string arguments, string expected) =>
        Assert.Equal(expected, Render($"{{{{ query('sequence', {arguments}) | join(' ') }}}}"));

    [Theory]
    [InlineData("{{ query('sequence', 'end=B') }}", "Invalid type for configuration option plugin_type: lookup plugin: sequence setting: end (from Direct): invalid literal for int() with base 10: 'B'")]
    [InlineData("{{ n | nope }}", "Could not load \"nope\": 'nope'")]
    [InlineData("{{ n is nope }}", "Could not load \"nope\": 'nope'")]
    [InlineData("{{ 1 if true else n | nope }}", "Could not load \"nope\": 'nope'")]
    [InlineData("{{ [n] | map('nope') | list }}", "Could not load \"nope\": 'nope'")]
    [InlineData("{{ [n] | select('nope ') | list }}", "Could not load \"nope \": 'invalid plugin name: ansible.builtin.nope '")]
    [InlineData("{{ n | ansible.builtin.nope }}", "Could not load \"ansible.builtin.nope\": 'ansible.builtin.nope'")]
    [InlineData("{{ n is a.b.nope }}", "Could not load \"a.b.nope\": 'Invalid plugin FQCN (a.b.nope): unable to locate collection a.b'")]
    public void What_cannot_be_understood_is_told_as_the_peer_tells_it(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<TemplatingException>(() => Render(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Data_with_braces_in_it_is_never_rendered() => Assert.Equal("{{ n }}", Render("{{ stdout }}"));

    [Fact]
    public void A_lookup_does_not_render_data_that_looks_like_a_template() => Assert.Equal("{{ n }}", Render("{{ lookup('vars', 'stdout') }}"));

    [Fact]
    public void Templates_that_refer_to_each_other_in_a_circle_are_a_fault() =>
        Assert.Contains("recursive loop", Assert.Throws<TemplatingException>(() => Render("{{ egg }}")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_variable_of_something_undefined_can_be_given_a_default() => Assert.Equal("d", Render("{{ broken | default('d') }}"));

    [Fact]
    public void A_change_of_a_list_ends_with_the_rendering()
    {
        var variables = Variables();
        var text = new TemplateText("{% set _ = list.append(9) %}{{ list | length }}");
        Assert.Equal("2", Plain.Render(text, variables));
        Assert.Equal("2", Plain.Render(text, variables));
    }

    [Fact]
    public void Line_ends_at_the_end_of_a_text_are_kept() => Assert.Equal("x5\n\n", Render("x{{ n }}\n\n"));

    [Theory]
    [InlineData("n == 5", true)]
    [InlineData("n is defined and n > 9", false)]
    [InlineData("missing is not defined", true)]
    [InlineData("", true)]
    public void Conditions_are_bare_expressions(string condition, bool holds) => Assert.Equal(holds, Plain.Holds(condition, Variables()));

    [Fact]
    public void All_conditions_of_a_list_must_hold() => Assert.False(Plain.Holds(new PyList(["n == 5", false]), Variables()));

    [Fact]
    public void An_undefined_variable_in_a_condition_is_told_with_the_condition() =>
        Assert.StartsWith("The conditional check 'missing == 1' failed.", Assert.Throws<TemplatingException>(() => Plain.Holds("missing == 1", Variables())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_may_set_in_its_first_line_how_the_rest_is_read() =>
        Assert.Equal("5 {{ n }}\n", Plain.RenderFile("#jinja2: variable_start_string: '[%', variable_end_string: '%]'\n[% n %] {{ n }}\n", new TemplateFileOptions(), Variables()));

    private static object? Render(string source) => Plain.Render(new TemplateText(source), Variables());

    private static TemplateVariables Variables() => new(Plain, new PyDict
    {
        ["n"] = 5L,
        ["stdout"] = "{{ n }}",
        ["hen"] = new TemplateText("{{ egg }}"),
        ["egg"] = new TemplateText("{{ hen }}"),
        ["broken"] = new TemplateText("{{ missing.x }}"),
        ["list"] = new PyList([1L]),
    });
}
