using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Jinja;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;
using Plumb.Hosts.Linux;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Templating.Controller;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Conformance.Templating;

/// <summary>Templates of plays and what ansible-core made of them, with and without native types: the type and the value, or the class of the fault.</summary>
public sealed class TemplatingTests(ConformanceReport report) : SuiteTests(report)
{
    private const string Suite = "ansible-templating";

    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines(Suite, "cases.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Templates_of_plays_render_as_recorded(JsonCase @case) => Check(@case, () =>
    {
        using var folder = new WorkFolder();
        folder.CopyFrom(ConformanceCorpus.PathOf(Suite));
        File.CreateSymbolicLink(folder["fixtures/link"], "a.txt");
        var expect = @case.Find("expect") ?? default;
        return Compare(@case, expect, folder.Path, native: false).And(Compare(@case, @case.Find("expect_native") ?? expect, folder.Path, native: true));
    });

    private static Comparison Compare(JsonCase @case, JsonElement expect, string folder, bool native)
    {
        var wanted = RecordedValue.Expected(expect);
        var made = Made(@case.Text("template"), folder, native);
        // The order in which a folder lists its files is the file system's.
        return @case.Text("template").Contains("fileglob", StringComparison.Ordinal)
            ? Comparison.OfText(string.Concat(wanted.Order()), string.Concat(made.Order()))
            : Comparison.OfText(wanted, made);
    }

    private static string Made(string template, string folder, bool native)
    {
        var environment = new Dictionary<string, string> { ["ATVAR"] = "at-value", ["TZ"] = "UTC", ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/root" };
        var controller = new HostController(new LinuxHost(environment, folder, new NoNetwork(), TimeProvider.System), VaultSecrets.None);
        var templar = new Templar(new TemplarSettings
        {
            Native = native,
            BaseDirectory = folder,
            Files = controller,
            Processes = controller,
            Environment = environment.GetValueOrDefault,
            Time = new UtcClock(),
        });
        using var document = JsonDocument.Parse(File.ReadAllText(ConformanceCorpus.PathOf(Suite, "vars.json")));
        var variables = (PyDict)(Sources(PythonJson.Read(document.RootElement)) ?? new PyDict());
        try
        {
            return RecordedValue.Of(templar.Render(Sources(template), new TemplateVariables(templar, variables)));
        }
        catch (TemplatingException e)
        {
            return RecordedValue.Fault(e.PythonClass);
        }
    }

    /// <summary>Variables of the suite are templates where they look like one.</summary>
    private static object? Sources(object? value) => value switch
    {
        string text when TemplateText.IsTemplate(text) => new TemplateText(text),
        PyList list => new PyList(list.Items.Select(Sources)),
        PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Sources(e.Value)))),
        _ => value,
    };

    private sealed class UtcClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
