using Plumb.Conformance.Configuration;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Cty;
using Plumb.Conformance.Functions;
using Plumb.Conformance.Hcl;
using Plumb.Conformance.Jinja;
using Plumb.Conformance.Plans;
using Plumb.Conformance.Playbooks.Inventories;
using Plumb.Conformance.Playbooks.Plays;
using Plumb.Conformance.Playbooks.Vaults;
using Plumb.Conformance.Playbooks.Yaml;
using Plumb.Conformance.State;
using Plumb.Conformance.Templating;

namespace Plumb.Conformance.Running;

/// <summary>The skip list itself: a case that is gone or renamed may not stay on it.</summary>
public sealed class SkipListTests(ConformanceReport report)
{
    [Fact]
    public void Every_entry_names_a_case()
    {
        Assert.SkipWhen(ConformanceCorpus.Root is null, ConformanceCorpus.AbsentBecause ?? "");
        Assert.SkipWhen(CaseRows.Pattern is not null, "PLUMB_CASES leaves cases out");
        var cases = Cases().Select(c => (c.Suite, c.Name)).ToHashSet();
        Assert.DoesNotContain(report.Skips.Entries, entry => !cases.Contains(entry));
    }

    private static IEnumerable<ConformanceCase> Cases()
    {
        IEnumerable<TheoryDataRow<JsonCase>>[] lines =
        [
            CtyConvertTests.Cases, CtyMessagePackTests.Cases, CtyValueTests.Cases, CtyFunctionTests.Cases,
            HclExpressionTests.Cases, HclConfigurationTests.Cases, HclJsonTests.Cases, HclFormatTests.Fragments, HclFormatTests.Files,
            FunctionTests.Recorded, FunctionTests.OpenTofu, ConsoleTests.Cases,
            JinjaTests.Cases, TemplatingTests.Cases, SafeLoaderTests.Cases, VaultTests.Cases, InventoryTests.Cases, HostPatternTests.Cases,
        ];
        IEnumerable<TheoryDataRow<FolderCase>>[] folders =
        [
            HclSpecTests.Cases, PlanTests.Cases, ModuleTests.Cases, EquivalenceTests.Cases,
            ValidateTests.Cases, ConfigInspectTests.Cases, StateFileTests.Cases, YamlSuiteTests.Cases, PlaybookTests.Cases,
        ];
        return lines.SelectMany(rows => rows.Select(row => (ConformanceCase)row.Data))
            .Concat(folders.SelectMany(rows => rows.Select(row => (ConformanceCase)row.Data)));
    }
}
