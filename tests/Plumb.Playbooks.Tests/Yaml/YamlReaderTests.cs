using CsCheck;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Tests.Yaml;

public sealed class YamlReaderTests
{
    private readonly DiagnosticBag _diagnostics = [];

    [Theory]
    [InlineData("a: b: c", "PLY005", 1, 5)]
    [InlineData("a: {{ b }}", "PLY026", 1, 4)]
    [InlineData("a:\n\t- b", "PLY003", 2, 1)]
    [InlineData("a: \"b", "PLY009", 1, 6)]
    [InlineData("a: 'b' c", "PLY010", 1, 8)]
    [InlineData("a:\n  b: 1\n c: 2", "PLY007", 3, 2)]
    [InlineData("a: 1\nb", "PLY008", 2, 2)]
    [InlineData("a: [1, 2", "PLY011", 1, 9)]
    [InlineData("a: @b", "PLY004", 1, 4)]
    [InlineData("a: *b", "PLY017", 1, 4)]
    [InlineData("a: &b [*b]", "PLY017", 1, 8)]
    [InlineData("a: \"\\q\"", "PLY013", 1, 6)]
    [InlineData("--- a\n--- b", "PLY019", 2, 1)]
    public void A_fault_has_a_code_and_its_place(string text, string code, int line, int column)
    {
        Assert.Null(YamlReader.ReadDocument(new SourceFile("f.yml", text), _diagnostics));
        var fault = Assert.Single(_diagnostics);
        var at = fault.Subject?.StartPosition;
        Assert.Equal((code, line, column), (fault.Rule.Code, at?.Line, at?.Column));
    }

    [Fact]
    public void Only_text_that_holds_a_template_is_one_and_unsafe_text_is_none()
    {
        var values = Assert.IsType<PyDict>(Read("a: '{{ x }}'\nb: !unsafe '{{ x }}'\nc: plain\n'{{ k }}': 1\nd: !unsafe ['{{ x }}']"));
        Assert.Equal(new TemplateText("{{ x }}"), values["a"]);
        Assert.Equal("{{ x }}", values["b"]);
        Assert.Equal("plain", values["c"]);
        Assert.Equal(1L, values["{{ k }}"]);
        Assert.Equal("{{ x }}", Assert.IsType<PyList>(values["d"])[0]);
    }

    [Fact]
    public void A_key_that_is_written_twice_is_told_and_the_last_counts_but_merged_keys_are_there_to_be_overridden()
    {
        var values = Assert.IsType<PyDict>(Read("a: 1\na: 2\nb: &b {k: 1, l: 1}\nc: {<<: *b, k: 2}"));
        Assert.Equal(2L, values["a"]);
        Assert.Equal(2L, Assert.IsType<PyDict>(values["c"])["k"]);
        Assert.Equal(1L, Assert.IsType<PyDict>(values["c"])["l"]);
        var warning = Assert.Single(_diagnostics);
        Assert.Equal(("PLY024", 2), (warning.Rule.Code, warning.Subject?.StartPosition.Line));
    }

    [Fact]
    public void Text_that_is_JSON_keeps_the_meaning_it_has_there()
    {
        var json = Assert.IsType<PyDict>(ReadData("{\"a\": 1e3, \"b\": \"\\ud83d\\ude00\", \"c\": [0.5, null, true]}"));
        Assert.Equal(1000.0, json["a"]);
        Assert.Equal("😀", json["b"]);
        Assert.Equal("1e3", Assert.IsType<PyDict>(ReadData("{a: 1e3}"))["a"]);
    }

    [Fact]
    public void An_aliased_list_is_one_object()
    {
        var values = Assert.IsType<PyDict>(Read("a: &x [1]\nb: *x"));
        Assert.Same(values["a"], values["b"]);
    }

    [Fact]
    public void Aliases_that_stand_for_billions_of_values_are_refused()
    {
        var lines = Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        Read("a0: &a0 [x]\n" + string.Join('\n', lines));
        Assert.Equal("PLY020", Assert.Single(_diagnostics).Rule.Code);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Read(new string('[', 100_000));
        Assert.Equal("PLY020", Assert.Single(_diagnostics).Rule.Code);
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_a_diagnostic() => Gen.String[Gen.Char["ab:-?[]{},&*!|>'\"%#\n \t0.~<="], 0, 40].Sample(text =>
    {
        var diagnostics = new DiagnosticBag();
        var node = YamlReader.ReadDocument(new SourceFile("any", text), diagnostics);
        Assert.Equal(node is null, diagnostics.HasErrors);
        if (node is not null) new VariableReader(VaultSecrets.None, diagnostics).Read(node);
    }, iter: 20_000);

    private object? Read(string text) => YamlReader.ReadDocument(new SourceFile("f.yml", text), _diagnostics) is { } node ? new VariableReader(VaultSecrets.None, _diagnostics).Read(node) : null;

    private object? ReadData(string text) => YamlReader.ReadData(new SourceFile("f.yml", text), _diagnostics) is { } node ? new VariableReader(VaultSecrets.None, _diagnostics).Read(node) : null;
}
