using System.Globalization;
using System.Text;
using CsCheck;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Tests.Projects;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Tests.Planning;

/// <summary>What a plan says while a variable is unknown has to hold once it is known.</summary>
public sealed class UnknownProperties
{
    private static readonly string[] Functions =
    [
        "length({0})", "upper({1})", "join(\"-\", {0})", "concat({0}, [{1}])", "contains({0}, {1})", "coalesce({1}, \"z\")", "toset({0})", "sort({0})",
        "distinct({0})", "compact({0})", "merge({{a = {1}}}, {{b = {0}}})", "zipmap([\"p\"], [{1}])", "format(\"%s!\", {1})", "[for e in {0} : upper(e)]",
        "{{for e in distinct({0}) : e => {1}}}", "length({0}) > 1 ? {1} : \"few\"", "reverse({0})", "jsonencode({{x = {1}, y = {0}}})", "sha256({1})",
        "setunion({0}, [{1}])", "flatten([{0}, [{1}]])", "startswith({1}, \"a\")", "replace({1}, \"a\", \"b\")", "\"pre-${{{1}}}\"", "split(\",\", {1})",
        "lookup({{a = \"x\"}}, {1}, \"none\")", "{1} == \"a\" ? [{1}] : [\"other\"]", "index(concat({0}, [{1}]), {1})", "slice(concat({0}, [{1}]), 0, 1)",
        "max(length({0}), 1)", "{0}[*]", "keys({{\"${{{1}}}\" = 1}})", "element(concat({0}, [{1}]), 0)", "sensitive({1})", "tolist([{1}])", "chunklist({0}, 1)",
    ];

    [Fact]
    public void A_plan_with_an_unknown_variable_admits_the_plan_once_it_is_known() =>
        Gen.Int[0, int.MaxValue].Sample(Compare, iter: 150, threads: 1);

    private static void Compare(int seed)
    {
        var random = new Random(seed);
        var main = Configuration(random);
        using var project = new TestProject(main, ("m/main.tf", "variable \"given\" {}\nlocals {\n  kept = [var.given, \"in\"]\n}\nresource \"test_thing\" \"inner\" { value = local.kept }\noutput \"all\" { value = { made = test_thing.inner.value, first = var.given } }\n"));
        var (text, list) = (Text(random), List(random));
        project.Variables = Given(Text(random), List(random));
        if (random.Next(2) == 0) project.ApplyAsync().GetAwaiter().GetResult();
        project.Variables = Given(text, list);
        var known = project.PlanAsync().GetAwaiter().GetResult();
        if (known.Plan.Errored) return;
        project.Variables = random.Next(2) == 0 ? Given(Value.Unknown(DataType.String), list) : Given(text, Value.Unknown(DataType.List(DataType.String)));
        var unknown = project.PlanAsync().GetAwaiter().GetResult();

        var why = $"With seed {seed}, text = {text} and list = {list}:\n{main}";
        Assert.True(!unknown.Plan.Errored, $"{why}\n{string.Join('\n', unknown.Diagnostics.Where(d => d.Severity == Severity.Error))}");
        var changes = known.Plan.Changes.ToDictionary(c => c.Address.ToString());
        Assert.Equal(changes.Keys.Order(StringComparer.Ordinal), unknown.Plan.Changes.Select(c => c.Address.ToString()).Order(StringComparer.Ordinal));
        foreach (var change in unknown.Plan.Changes)
        {
            var other = changes[change.Address.ToString()];
            Assert.True(change.Action == other.Action || change.Action is not (ChangeAction.NoOp or ChangeAction.Create), $"{why}\n{change.Address} is planned as {change.Action} and, once known, as {other.Action}.");
            Admits(change.After, other.After, $"{why}\n{change.Address}");
        }
        foreach (var output in unknown.Plan.Outputs)
            if (known.Plan.Outputs.FirstOrDefault(o => o.Name == output.Name) is { } other) Admits(output.After, other.After, $"{why}\noutput.{output.Name}");
    }

    private static void Admits(Value unknown, Value known, string why) => Assert.True(Admits(unknown.UnmarkDeep(), known.UnmarkDeep()), $"{why} is planned as {unknown} and, once known, as {known}.");

    private static bool Admits(Value unknown, Value known) => (unknown, known) switch
    {
        (UnknownValue u, _) => u.Type is DynamicType || known is UnknownValue || !u.Refinement.NotNull || !known.IsNull,
        // Elements that are unknown may turn out to be the same.
        (SetValue a, SetValue b) => a.Count >= b.Count && b.Elements.All(e => a.Elements.Any(other => Admits(other, e))),
        (SequenceValue a, SequenceValue b) => a.Count == b.Count && a.Elements.Zip(b.Elements).All(p => Admits(p.First, p.Second)),
        (NamedValues a, NamedValues b) => a.Count == b.Count && a.Entries.All(e => b[e.Key] is { } other && Admits(e.Value, other)),
        _ => unknown.Equals(known),
    };

    private static Dictionary<string, GivenVariable> Given(Value text, Value list) => new() { ["text"] = new(text, null), ["list"] = new(list, null) };

    private static StringValue Text(Random random) => Value.String(random.Next(4) switch { 0 => "", 1 => "a", 2 => "b,c", _ => "abc" });

    private static ListValue List(Random random) => Value.List(DataType.String, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Text(random))]);

    private static string Configuration(Random random)
    {
        var text = new StringBuilder("variable \"text\" { type = string }\nvariable \"list\" { type = list(string) }\n");
        var names = new List<string> { "var.text", "var.list" };
        var strings = new List<string> { "var.text", "\"a\"" };
        for (var i = 0; i < 6; i++)
        {
            var expression = string.Format(CultureInfo.InvariantCulture, Functions[random.Next(Functions.Length)], "var.list", strings[random.Next(strings.Count)]);
            var used = random.Next(2) == 0 ? expression : $"[{expression}, {names[random.Next(names.Count)]}]";
            switch (random.Next(4))
            {
                case 0:
                    text.Append(CultureInfo.InvariantCulture, $"locals {{\n  l{i} = {used}\n}}\n");
                    names.Add($"local.l{i}");
                    break;
                case 1:
                    text.Append(CultureInfo.InvariantCulture, $"module \"m{i}\" {{\n  source = \"./m\"\n  given = {used}\n}}\n");
                    names.Add($"module.m{i}.all");
                    names.Add($"module.m{i}");
                    break;
                default:
                    text.Append(CultureInfo.InvariantCulture, $"resource \"test_thing\" \"r{i}\" {{\n  value = {used}\n  force = {strings[random.Next(strings.Count)]}\n  size = length(var.list)\n}}\n");
                    names.Add($"test_thing.r{i}");
                    strings.Add($"test_thing.r{i}.force");
                    break;
            }
            text.Append(CultureInfo.InvariantCulture, $"output \"o{i}\" {{\n  value = {names[^1]}\n  sensitive = true\n}}\n");
        }
        return text.ToString();
    }
}
