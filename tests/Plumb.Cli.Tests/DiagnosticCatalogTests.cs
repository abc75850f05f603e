using System.Reflection;
using System.Text;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Tests;

/// <summary>The list of all diagnostics in <c>docs/diagnostics</c> is what the program has. <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
public sealed class DiagnosticCatalogTests
{
    private static readonly (string Prefix, string Area)[] Areas =
    [
        ("HCL", "Text of the language: what cannot be read"),
        ("EVL", "Evaluation: expressions that have no value"),
        ("CFG", "Configuration: blocks, modules, references"),
        ("PRV", "Providers"),
        ("PLN", "Planning"),
        ("APL", "Applying"),
        ("STA", "State"),
        ("CON", "Connections and provisioners"),
        ("JNJ", "Templates"),
        ("PLY", "Playbooks: YAML, configuration, inventory, vaults, roles"),
        ("OPS", "Operations on hosts"),
        ("CLI", "Command line"),
    ];

    private static string File { get; } = Path.Combine(FindRoot(AppContext.BaseDirectory), "docs", "diagnostics", "README.md");

    [Fact]
    public void The_catalog_lists_every_code_once()
    {
        var rules = Rules().ToArray();
        Assert.Empty(rules.GroupBy(r => r.Code).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(rules.Where(r => !Areas.Any(a => r.Code.StartsWith(a.Prefix, StringComparison.Ordinal))).Select(r => r.Code));
        var text = Write(rules);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File) ?? ".");
            System.IO.File.WriteAllText(File, text);
        }
        Assert.Equal(text, System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : "");
    }

    private static string Write(DiagnosticRule[] rules)
    {
        var text = new StringBuilder();
        text.Append("# Diagnostics\n\n");
        text.Append("Every message has a code that is never used for anything else. The summary is fixed; the detail says what and why,\n");
        text.Append("and the help what to do. With `-json` both come as the peer's messages do.\n");
        foreach (var (prefix, area) in Areas)
        {
            var own = rules.Where(r => r.Code.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(r => r.Code, StringComparer.Ordinal).ToArray();
            if (own.Length == 0) continue;
            text.Append($"\n## {area}\n\n| code | severity | summary |\n|---|---|---|\n");
            foreach (var rule in own) text.Append($"| {rule.Code} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Summary.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }
        return text.ToString();
    }

    /// <summary>All fixed rules, wherever they stand; the tests may look into the assemblies, which the program itself never does.</summary>
    private static IEnumerable<DiagnosticRule> Rules() =>
        from path in Directory.EnumerateFiles(AppContext.BaseDirectory, "Plumb.*.dll").Append(Path.Combine(AppContext.BaseDirectory, "plumb.dll"))
        where !Path.GetFileName(path).EndsWith(".Tests.dll", StringComparison.Ordinal)
        from type in Assembly.LoadFrom(path).GetTypes()
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(DiagnosticRule)
        let rule = (DiagnosticRule?)field.GetValue(null)
        where rule is not null
        select rule;

    private static string FindRoot(string directory) =>
        System.IO.File.Exists(Path.Combine(directory, "plumb.slnx"))
            ? directory
            : FindRoot(Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("No plumb.slnx above the test program."));
}
