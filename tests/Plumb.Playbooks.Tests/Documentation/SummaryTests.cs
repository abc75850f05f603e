using Plumb.Playbooks.Documentation;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Templating.Collections;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Lookups;
using Plumb.Playbooks.Templating.Tests;

namespace Plumb.Playbooks.Tests.Documentation;

public sealed class SummaryTests
{
    private static readonly string[] Operators = ["==", "!=", "<", "<=", ">", ">="];

    [Fact]
    public void Every_filter_that_plays_have_is_documented_and_no_other()
    {
        var table = FilterTable.All(new TemplarSettings(), new KeptTexts());
        Assert.Equal(table.Keys.Where(n => !n.Contains('.')).Order(StringComparer.Ordinal), FilterSummaries.All.Select(s => s.Name).Distinct().Order(StringComparer.Ordinal));
        var others = CollectionTable.Filters.Where(c => c.Collection != "ansible.netcommon").SelectMany(c => c.Filters.Select(f => $"{c.Collection}.{f.Name}"));
        Assert.Equal(others.Distinct().Order(StringComparer.Ordinal), FilterSummaries.All.Where(s => s.Collection != "ansible.builtin").Select(s => $"{s.Collection}.{s.Name}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_test_that_plays_have_is_documented_and_no_other() =>
        Assert.Equal(TestTable.All(new TemplarSettings()).Keys.Where(n => !n.Contains('.') && !Operators.Contains(n)).Order(StringComparer.Ordinal), TestSummaries.All.Select(s => s.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_lookup_that_is_documented_exists() =>
        Assert.Empty(LookupSummaries.All.Where(s => LookupTable.Find($"{s.Collection}.{s.Name}", new Plumb.Playbooks.Templating.TemplarSettings()) is null).Select(s => s.Name));
}
