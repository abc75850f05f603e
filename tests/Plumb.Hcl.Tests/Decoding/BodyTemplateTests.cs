using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Json;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;
using Plumb.Hcl.Tests.Evaluation;

namespace Plumb.Hcl.Tests.Decoding;

public sealed class BodyTemplateTests
{
    private static readonly BodySpec Rule = Spec(("port", DataType.Number), ("to", DataType.List(DataType.String)));

    [Fact]
    public void Attributes_are_converted_and_absent_ones_null()
    {
        Assert.Equal("{a = 5, b = tostring(null)}", Decode("a = \"5\"", Spec(("a", DataType.Number), ("b", DataType.String))));
        Assert.Equal("Incorrect attribute value type", Fault("a = «\"x\"»", Spec(("a", DataType.Number))).Summary);
        Assert.Equal("Unsupported argument", Fault("«x» = 1", Spec()).Summary);
    }

    [Theory]
    [InlineData(BlockNesting.Single, "rule { port = 1 }", "{port = 1, to = null /* list of string */}")]
    [InlineData(BlockNesting.Single, "", "null /* object */")]
    [InlineData(BlockNesting.Group, "", "{port = tonumber(null), to = null /* list of string */}")]
    [InlineData(BlockNesting.List, "rule { port = 2 }\nrule { port = 1 }", "tolist([{port = 2, to = null /* list of string */}, {port = 1, to = null /* list of string */}])")]
    [InlineData(BlockNesting.Set, "rule { port = 1 }\nrule { port = 1 }", "toset([{port = 1, to = null /* list of string */}])")]
    [InlineData(BlockNesting.Map, "rule \"x\" { port = 1 }", "tomap({x = {port = 1, to = null /* list of string */}})")]
    public void Blocks_become_values_by_their_nesting(BlockNesting nesting, string source, string expected) =>
        Assert.Equal($"{{rule = {expected}}}", Decode(source, Spec(new BlockSpec(nesting, Rule))));

    [Theory]
    [InlineData(BlockNesting.Single, "«»", "Missing rule block")]
    [InlineData(BlockNesting.Single, "rule {}\n«rule» {}", "Duplicate rule block")]
    [InlineData(BlockNesting.List, "«»", "Insufficient rule blocks")]
    [InlineData(BlockNesting.Set, "rule {}\nrule {}\nrule «»{}", "Too many rule blocks")]
    [InlineData(BlockNesting.Map, "rule \"x\" {}\n«rule \"x\"» {}", "Duplicate rule block")]
    public void Too_few_and_too_many_blocks_are_told(BlockNesting nesting, string source, string summary) =>
        Assert.Equal(summary, Fault(source, Spec(new BlockSpec(nesting, Rule) { MinItems = 1, MaxItems = 2 })).Summary);

    [Fact]
    public void A_dynamic_block_makes_a_block_for_each_element()
    {
        const string Source = """
            dynamic "rule" {
              for_each = tags
              iterator = each
              content {
                port = 1
                to   = [each.key, each.value, s]
              }
            }
            rule { port = 2 }
            """;
        Assert.Equal(
            "{rule = tolist([{port = 1, to = tolist([\"k\", \"v\", \"text\"])}, {port = 2, to = null /* list of string */}])}",
            Decode(Source, Spec(new BlockSpec(BlockNesting.List, Rule))));
    }

    [Fact]
    public void Nested_dynamic_blocks_see_the_iterators_around_them()
    {
        const string Source = """
            dynamic "outer" {
              for_each = numbers
              content {
                dynamic "rule" {
                  for_each = [outer.value, 10]
                  content { port = rule.value + outer.key }
                }
              }
            }
            """;
        var outer = new BlockSpec(BlockNesting.List, Spec(new BlockSpec(BlockNesting.List, Spec(("port", DataType.Number)))));
        var spec = new BodySpec(new Dictionary<string, AttributeSpec>(), new Dictionary<string, BlockSpec> { ["outer"] = outer });
        Assert.Equal(
            "{outer = tolist([{rule = tolist([{port = 1}, {port = 10}])}, {rule = tolist([{port = 3}, {port = 11}])}])}",
            Decode(Source, spec));
        Assert.Equal(["numbers"], Template(Source, spec, []).References.Select(r => r.RootName));
    }

    [Theory]
    [InlineData(BlockNesting.List, "(unknown list of object)")]
    [InlineData(BlockNesting.Map, "(unknown map of object)")]
    [InlineData(BlockNesting.Single, "{port = (unknown number)}")]
    public void What_a_dynamic_block_goes_through_may_be_unknown(BlockNesting nesting, string expected)
    {
        var labels = nesting == BlockNesting.Map ? "labels = [\"x\"]" : "";
        var source = $"dynamic \"rule\" {{\n for_each = laterlist\n {labels}\n content {{\n port = rule.value\n }}\n}}";
        Assert.Equal($"{{rule = {expected}}}", Decode(source, Spec(new BlockSpec(nesting, Spec(("port", DataType.Number))))));
    }

    [Fact]
    public void Secrets_that_a_dynamic_block_goes_through_mark_its_blocks()
    {
        const string Source = "dynamic \"rule\" {\n for_each = secrets\n content {\n to = [rule.value]\n }\n}";
        Assert.Equal("{rule = tolist([(sensitive value), (sensitive value)])}", Decode(Source, Spec(new BlockSpec(BlockNesting.List, Rule))));
    }

    [Fact]
    public void Content_that_is_wrong_does_not_matter_where_no_block_is_made()
    {
        const string Source = "dynamic \"rule\" {\n for_each = FOR\n content {\n nosuch = 1\n }\n}";
        var spec = Spec(new BlockSpec(BlockNesting.List, Rule));
        Assert.Equal("{rule = tolist([])}", Decode(Source.Replace("FOR", "[]", StringComparison.Ordinal), spec));
        var diagnostics = new DiagnosticBag();
        Template(Source.Replace("FOR", "numbers", StringComparison.Ordinal), spec, diagnostics).Evaluate(Scope, diagnostics);
        Assert.Equal("Unsupported argument", Assert.Single(diagnostics).Summary);
    }

    [Theory]
    [InlineData("dynamic «\"rule\"» {}", "Unsupported block type", "other")]
    [InlineData("dynamic \"rule\" {\nfor_each = «null»\ncontent {}\n}", "Invalid dynamic for_each value", "rule")]
    [InlineData("dynamic \"rule\" {\nfor_each = «s»\ncontent {}\n}", "Invalid dynamic for_each value", "rule")]
    [InlineData("dynamic \"rule\" «»{\nfor_each = []\n}", "Missing dynamic content block", "rule")]
    [InlineData("dynamic \"rule\" {\nfor_each = []\ncontent {}\n«content» {}\n}", "Extraneous dynamic content block", "rule")]
    [InlineData("dynamic \"rule\" {\nfor_each = []\niterator = «a.b»\ncontent {}\n}", "Invalid dynamic iterator name", "rule")]
    [InlineData("dynamic \"rule\" «»{\ncontent {}\n}", "Missing required argument", "rule")]
    public void A_dynamic_block_that_is_wrong_is_told(string source, string summary, string block)
    {
        var spec = new BodySpec(new Dictionary<string, AttributeSpec>(), new Dictionary<string, BlockSpec> { [block] = new(BlockNesting.List, Rule) });
        Assert.Equal(summary, Fault(source, spec).Summary);
    }

    [Fact]
    public void Lists_of_objects_may_be_written_as_blocks()
    {
        var element = DataType.Object(("port", DataType.Number), ("name", DataType.String));
        var spec = Spec(("rules", DataType.List(element)), ("set", DataType.Set(element)));
        const string Known = "rules {\n port = \"1\"\n}\nrules { name = s }";
        Assert.Equal("{rules = tolist([{name = tostring(null), port = 1}, {name = \"text\", port = tonumber(null)}]), set = null /* set of object */}", Decode(Known, spec));
        Assert.Equal("{rules = tolist([]), set = null /* set of object */}", Decode("rules = []", spec));
        const string Dynamic = "dynamic \"set\" {\n for_each = FOR\n content {\n port = set.value\n }\n}";
        Assert.Equal("{rules = null /* list of object */, set = null /* set of object */}", Decode(Dynamic.Replace("FOR", "[]", StringComparison.Ordinal), spec));
        Assert.Equal("{rules = null /* list of object */, set = (unknown set of object)}", Decode(Dynamic.Replace("FOR", "laterlist", StringComparison.Ordinal), spec));
    }

    [Fact]
    public void Json_bodies_decode_alike()
    {
        var diagnostics = new DiagnosticBag();
        var body = JsonBodyParser.ParseFile(new SourceFile("t.json", """{"rule": [{"port": "1"}, {"port": 2}], "dynamic": {"rule": {"for_each": "${numbers}", "content": {"port": "${rule.value}"}}}}"""), diagnostics);
        var value = BodyDecoder.Decode(body, Spec(new BlockSpec(BlockNesting.List, Spec(("port", DataType.Number)))), Scope, diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal("{rule = tolist([{port = 1}, {port = 2}, {port = 1}, {port = 2}])}", value.ToString());
    }

    [Fact]
    public void Values_of_one_template_share_the_type_of_the_specification()
    {
        var spec = Spec(new BlockSpec(BlockNesting.List, Rule));
        var template = Template("rule { port = 1 }", spec, []);
        Assert.Same(spec.DecodedType, template.Evaluate(Scope, []).Type);
    }

    private static VariableScope Scope { get; } = new(Evaluating.Variables);

    private static BodySpec Spec(params (string Name, DataType Type)[] attributes) =>
        new(attributes.ToDictionary(a => a.Name, a => new AttributeSpec(a.Type)), new Dictionary<string, BlockSpec>());

    private static BodySpec Spec(BlockSpec rule) => new(new Dictionary<string, AttributeSpec>(), new Dictionary<string, BlockSpec> { ["rule"] = rule });

    private static BodyTemplate Template(string source, BodySpec spec, DiagnosticBag diagnostics)
    {
        Body body = HclParser.ParseFile(new SourceFile("t.hcl", source), diagnostics);
        Assert.Empty(diagnostics);
        return BodyTemplate.Read(body, spec, diagnostics);
    }

    private static string Decode(string source, BodySpec spec)
    {
        var diagnostics = new DiagnosticBag();
        var value = Template(source, spec, diagnostics).Evaluate(Scope, diagnostics);
        Assert.Empty(diagnostics);
        return value.ToString();
    }

    /// <summary>The one fault, which marks the text between « and ».</summary>
    private static Diagnostic Fault(string source, BodySpec spec)
    {
        var diagnostics = new DiagnosticBag();
        Template(source.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal), spec, diagnostics).Evaluate(Scope, diagnostics);
        var fault = Assert.Single(diagnostics);
        var start = source.IndexOf('«', StringComparison.Ordinal);
        Assert.Equal((start, source.IndexOf('»', StringComparison.Ordinal) - 1), (fault.Subject?.Start, fault.Subject?.End));
        return fault;
    }
}
