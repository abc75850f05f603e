using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.State.Model;
using Plumb.Engine.Tests.Projects;

namespace Plumb.Engine.Tests.Applying;

/// <summary>Random configurations follow one another over one state, with providers that fail at random.</summary>
public sealed class LifeProperties
{
    private static readonly string[] Keys = ["a", "b", "c"];

    [Fact]
    public void The_state_always_knows_what_exists_and_a_second_apply_is_empty() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 6]).Sample((seed, blocks) => Live(seed, blocks), iter: 100, threads: 1);

    private static void Live(int seed, int blocks)
    {
        var random = new Random(seed);
        var configurations = new List<string>();
        using var project = new TestProject("");
        try
        {
            for (var generation = 0; generation < 3; generation++)
            {
                var (main, module) = Configuration(random, blocks);
                configurations.Add(main + "# of the module:\n" + module);
                project.Write("main.tf", main);
                project.Write("m/main.tf", module);
                var failing = new Random(seed + generation);
                project.Provider = p =>
                {
                    p.LeavesHalf = generation % 2 == 0;
                    p.Fails = _ => { lock (failing) return failing.Next(4) == 0; };
                };
                HasAnOrder(Run(project.ApplyAsync()));
                KnowsWhatExists(project);
            }
            project.Provider = _ => { };
            var final = Run(project.ApplyAsync());
            HasAnOrder(final);
            KnowsWhatExists(project);
            Assert.DoesNotContain(final, d => d.Severity == Severity.Error);
            Assert.Empty(Run(project.PlanAsync()).Plan.Changes.Where(c => c.Action != Plumb.Engine.Planning.Model.ChangeAction.NoOp).Select(c => $"{c.Action} {c.Address}"));
            project.Provider = p => p.RefusesUsed = true;
            Assert.DoesNotContain(Run(project.DestroyAsync()), d => d.Severity == Severity.Error);
            Assert.Empty(project.State.Resources);
            Assert.Empty(project.Things);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"With seed {seed} and up to {blocks} blocks, these configurations one after the other:\n{string.Join("\n# then\n", configurations)}\nThe provider was asked to {string.Join(", ", project.Opened.SelectMany(p => p.Calls))}.", e);
        }
    }

    /// <summary>CsCheck's samples are synchronous, and so is all that the test provider does.</summary>
    private static T Run<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>Dependencies that turned round between two configurations leave an order all the same.</summary>
    private static void HasAnOrder(IReadOnlyList<Diagnostic> diagnostics) => Assert.DoesNotContain(diagnostics, d => d.Rule.Code == "PLN001");

    private static void KnowsWhatExists(TestProject project)
    {
        var known = project.State.Resources.Values
            .SelectMany(r => r.Instances.SelectMany(i => i.Value.Deposed.Values.Append(i.Value.Current).OfType<ObjectState>().Select(o => (Address: r.Address.Instance(i.Key).ToString(), Id: IdOf(o)))))
            .ToDictionary(o => o.Id, o => o.Address);
        Assert.Empty(project.Things.Keys.Where(id => !known.ContainsKey(id)).Select(id => $"forgotten: {project.Things[id]}"));
        Assert.Empty(known.Where(o => !project.Things.ContainsKey(o.Key)).Select(o => $"not there: {o.Value}"));
    }

    private static string IdOf(ObjectState state)
    {
        if (state.Value is ObjectValue { } value) return Assert.IsType<StringValue>(value["id"]).Text;
        using var json = JsonDocument.Parse(state.AttributesJson);
        return json.RootElement.GetProperty("id").GetString() ?? "";
    }

    /// <summary>Blocks around a module that comes and goes, refers to what is before it and is referred to by what is after it.</summary>
    private static (string Main, string Module) Configuration(Random random, int blocks)
    {
        var main = new StringBuilder();
        var names = new List<string>();
        var before = random.Next(blocks + 1);
        var order = Enumerable.Range(0, blocks).OrderBy(_ => random.Next()).ToArray();
        AddBlocks(main, random, names, order[..before]);
        var module = new StringBuilder("variable \"given\" { default = null }\n");
        var inner = new List<string> { "var.given" };
        AddBlocks(module, random, inner, [.. Enumerable.Range(0, random.Next(3))]);
        module.Append(CultureInfo.InvariantCulture, $"output \"all\" {{\n  value = [{string.Join(", ", inner)}]\n}}\n");
        if (random.Next(2) == 0)
        {
            main.Append("module \"m\" {\n  source = \"./m\"\n");
            AddRepetition(main, random);
            main.Append(CultureInfo.InvariantCulture, $"  given = [{string.Join(", ", Some(random, names))}]\n");
            if (random.Next(3) == 0) main.Append(CultureInfo.InvariantCulture, $"  depends_on = [{string.Join(", ", Some(random, names))}]\n");
            main.Append("}\n");
            names.Add("module.m");
        }
        AddBlocks(main, random, names, order[before..]);
        return (main.ToString(), module.ToString());
    }

    private static void AddBlocks(StringBuilder text, Random random, List<string> names, IReadOnlyList<int> numbers)
    {
        foreach (var i in numbers)
        {
            // Left out at random, so that blocks come and go.
            if (random.Next(4) == 0) continue;
            text.Append(CultureInfo.InvariantCulture, $"resource \"test_thing\" \"r{i}\" {{\n");
            AddRepetition(text, random);
            text.Append(CultureInfo.InvariantCulture, $"  value = [{string.Join(", ", Some(random, names))}]\n  size = {random.Next(2)}\n  force = \"{random.Next(2)}\"\n");
            text.Append("  lifecycle {\n");
            if (random.Next(3) == 0) text.Append("    create_before_destroy = true\n");
            var resources = names.Where(n => n.StartsWith("test_thing.", StringComparison.Ordinal)).ToArray();
            if (resources.Length > 0 && random.Next(3) == 0) text.Append(CultureInfo.InvariantCulture, $"    replace_triggered_by = [{resources[random.Next(resources.Length)]}]\n");
            text.Append("  }\n}\n");
            names.Add($"test_thing.r{i}");
        }
    }

    private static void AddRepetition(StringBuilder text, Random random)
    {
        switch (random.Next(3))
        {
            case 0: text.Append(CultureInfo.InvariantCulture, $"  count = {random.Next(4)}\n"); break;
            case 1: text.Append(CultureInfo.InvariantCulture, $"  for_each = toset([{string.Join(", ", Keys.Where(_ => random.Next(2) == 0).Select(k => $"\"{k}\""))}])\n"); break;
        }
    }

    private static string[] Some(Random random, List<string> names) => [.. names.Where(_ => random.Next(3) == 0)];
}
