using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Conformance.Jinja;

/// <summary>Templates and what Jinja made of them: the text, or the class of the fault and, where the template could not be read, its line.</summary>
public sealed class JinjaTests(ConformanceReport report) : SuiteTests(report)
{
    private const string Suite = "jinja";

    private static readonly Lazy<JsonElement> StandardContext =
        new(() => JsonDocument.Parse(File.ReadAllText(ConformanceCorpus.PathOf(Suite, "standard-context.json"))).RootElement);

    public static IEnumerable<TheoryDataRow<JsonCase>> Cases =>
        CaseRows.OfLines(Suite, "own.jsonl", "jinja-tests.jsonl", "minijinja-inputs.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Templates_render_as_recorded(JsonCase @case) => Check(@case, () => Comparison.OfText(Expected(@case), Rendered(@case)));

    private static string Expected(JsonCase @case) => @case.Find("error") is { } error
        ? Fault(error.GetProperty("class").GetString() ?? "", error.TryGetProperty("line", out var line) ? line.GetInt32() : null)
        : @case.Text("output");

    private static string Rendered(JsonCase @case)
    {
        var environment = JinjaOptions.Read(@case.Find("env"));
        var templates = @case.Find("templates");
        environment = environment with
        {
            Loader = (name, _) => templates is { } all && all.TryGetProperty(name, out var source) ? source.GetString() : null,
        };
        var main = templates is null ? null : @case.Text("main");
        var source = main is null ? @case.Text("template") : templates?.GetProperty(main).GetString();
        try
        {
            return environment.Compile(source ?? "", main).Render(Context(@case));
        }
        catch (JinjaException e)
        {
            return Fault(e.PythonClass, e.Line);
        }
    }

    private static PyDict Context(JsonCase @case)
    {
        var context = @case.Find("context");
        if (context is { ValueKind: JsonValueKind.String }) context = StandardContext.Value;
        return context is null ? new PyDict() : (PyDict)(PythonJson.Read(context.Value) ?? new PyDict());
    }

    private static string Fault(string pythonClass, int? line) =>
        pythonClass is "TemplateSyntaxError" or "TemplateAssertionError" && line is not null ? $"{pythonClass} in line {line}" : pythonClass;
}
