using Plumb.Cli.Session;
using Plumb.Cli.Session.Settings;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Tests.Session;

public sealed class CliSettingsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("plumb-home-").FullName;
    private readonly DiagnosticBag _diagnostics = new();

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Tokens_come_from_the_users_files_and_variables_count_most()
    {
        Directory.CreateDirectory(Path.Combine(_home, ".terraform.d"));
        File.WriteAllText(Path.Combine(_home, ".terraform.d", "credentials.tfrc.json"), """{"credentials": {"a.example.com": {"token": "login"}, "b.example.com": {"token": "login"}}}""");
        File.WriteAllText(Path.Combine(_home, ".terraformrc"), "plugin_cache_dir = \"x\"\ncredentials \"b.example.com\" {\n  token = \"rc\"\n}\nhost \"c.example.com\" {\n  services = {\n    \"modules.v1\" = \"http://localhost/\"\n  }\n}\n");
        var settings = Read(("TF_TOKEN_my__own_example_com", "variable"));
        Assert.Empty(_diagnostics);
        Assert.Equal(["login", "rc", "variable"], new[] { "a.example.com", "b.example.com", "my-own.example.com" }.Select(h => settings.Tokens[h]));
        Assert.Equal("http://localhost/", settings.Services["c.example.com"]["modules.v1"]);
    }

    [Fact]
    public void A_file_that_a_variable_names_takes_the_place_of_all_others()
    {
        File.WriteAllText(Path.Combine(_home, ".terraformrc"), "credentials \"a.example.com\" {\n  token = \"rc\"\n}\n");
        File.WriteAllText(Path.Combine(_home, "other"), "credentials \"b.example.com\" {\n  token = \"other\"\n}\n");
        Assert.Equal(["b.example.com"], Read(("TF_CLI_CONFIG_FILE", Path.Combine(_home, "other"))).Tokens.Keys);
    }

    private CliSettings Read(params (string Name, string Value)[] variables)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = _home };
        foreach (var (name, value) in variables) all[name] = value;
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null) { WorkingDirectory = _home, Environment = name => all.GetValueOrDefault(name), AllEnvironment = all };
        return new CliSettingsReader(terminal, _diagnostics).Read();
    }
}
