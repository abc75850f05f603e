namespace Plumb.EndToEnd;

/// <summary>A saved plan is for the providers that it was made with, here and with the peer; and what a provider says comes into the log of its own.</summary>
public sealed class SavedPlanLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-locks-").FullName;

    public SavedPlanLockTests()
    {
        var built = Path.Combine(AppContext.BaseDirectory, "..", "..", "corner", new DirectoryInfo(AppContext.BaseDirectory).Name);
        foreach (var version in new[] { "1.0.0", "1.1.0" })
        {
            var place = Directory.CreateDirectory(Path.Combine(_folder, "mirror", "registry.terraform.io", "plumb", "corner", version)).FullName;
            Directory.CreateSymbolicLink(Path.Combine(place, "linux_amd64"), Path.GetFullPath(built));
        }
        File.WriteAllText(Path.Combine(_folder, "rc"), $"provider_installation {{\n  filesystem_mirror {{ path = \"{_folder}/mirror\" }}\n}}\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("plumb")]
    [InlineData("terraform")]
    public void A_plan_is_not_applied_with_other_selections_of_providers(string program)
    {
        Assert.SkipUnless(program == "plumb" || Programs.HasTerraform, "terraform is not installed");
        var site = Directory.CreateDirectory(Path.Combine(_folder, program)).FullName;
        File.WriteAllText(Path.Combine(site, "main.tf"), "terraform {\n  required_providers {\n    corner = {\n      source  = \"plumb/corner\"\n      version = \">= 1.0.0\"\n    }\n  }\n}\nresource \"corner_legacy\" \"l\" {}\n");
        Run(program, site, 0, [], "init", "-no-color");
        Run(program, site, 0, [], "plan", "-out=p", "-no-color");
        var locks = Path.Combine(site, ".terraform.lock.hcl");
        var written = File.ReadAllText(locks);

        File.Delete(locks);
        Assert.Contains("Inconsistent dependency lock file", Run(program, site, 1, [], "apply", "-no-color", "p"), StringComparison.Ordinal);
        File.WriteAllText(locks, written.Replace("\"1.1.0\"", "\"1.0.0\"", StringComparison.Ordinal));
        Run(program, site, 0, [], "init", "-no-color");
        Assert.Contains("Inconsistent dependency lock file", Run(program, site, 1, [], "apply", "-no-color", "p"), StringComparison.Ordinal);
        File.WriteAllText(locks, written);
        Assert.Contains("1 added", Run(program, site, 0, [], "apply", "-no-color", "p"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_providers_can_be_had_alone()
    {
        var site = Directory.CreateDirectory(Path.Combine(_folder, "log")).FullName;
        File.WriteAllText(Path.Combine(site, "main.tf"), "terraform {\n  required_providers {\n    corner = { source = \"plumb/corner\" }\n  }\n}\nresource \"corner_legacy\" \"l\" {}\n");
        Run("plumb", site, 0, [], "init", "-no-color");
        Assert.DoesNotContain("told to crash", Run("plumb", site, 0, [], "plan", "-no-color"), StringComparison.Ordinal);
        var log = Path.Combine(site, "log.txt");
        Run("plumb", site, 1, [("CORNER_CRASH", "plan"), ("TF_LOG_PROVIDER", "debug"), ("TF_LOG_PATH", log)], "plan", "-no-color");
        var providers = File.ReadAllText(log);
        Assert.Contains("panic: told to crash at plan", providers, StringComparison.Ordinal);
        File.Delete(log);
        Run("plumb", site, 1, [("CORNER_CRASH", "plan"), ("TF_LOG_CORE", "debug"), ("TF_LOG_PATH", log)], "plan", "-no-color");
        var core = File.Exists(log) ? File.ReadAllText(log) : "";
        Assert.DoesNotContain("panic: told to crash at plan", core, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh:", providers, StringComparison.Ordinal);
    }

    private string Run(string program, string site, int exit, (string Name, string Value)[] more, params string[] arguments)
    {
        var environment = more.Append(("TF_CLI_CONFIG_FILE", Path.Combine(_folder, "rc"))).Append(("CHECKPOINT_DISABLE", "1")).ToDictionary(v => v.Item1, v => v.Item2);
        var (code, output) = program == "plumb" ? Programs.PlumbWith(environment, site, arguments) : Programs.TerraformWith(environment, site, arguments);
        Assert.True(exit == code, $"expected {exit}, got {code}:\n{output}");
        return output;
    }
}
