namespace Plumb.EndToEnd;

/// <summary>A folder whose programs know where the provider <c>corner</c> is.</summary>
internal sealed class CornerSite : IDisposable
{
    private const string Required = "terraform {\n  required_providers {\n    corner = { source = \"plumb/corner\" }\n  }\n}\n";

    private static string CornerFolder { get; } = Path.Combine(AppContext.BaseDirectory, "..", "..", "corner", new DirectoryInfo(AppContext.BaseDirectory).Name);

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-plugins-").FullName;

    public CornerSite(string? configuration = null)
    {
        File.WriteAllText(this["rc"], $"provider_installation {{\n  dev_overrides {{\n    \"plumb/corner\" = \"{CornerFolder}\"\n  }}\n  direct {{}}\n}}\n");
        if (configuration is null) File.Copy(Path.Combine(Repository.Root, "tests", "golden", "plugins", "corner", "main.tf"), this["main.tf"]);
        else Write(configuration);
    }

    public string this[string file] => Path.Combine(_folder, file);

    public void Write(string configuration) => File.WriteAllText(this["main.tf"], Required + configuration);

    public string Plumb(int exit, params string[] arguments) => Plumb(exit, [], arguments);

    public string Plumb(int exit, (string Name, string Value)[] environment, params string[] arguments) => Expect(exit, Programs.PlumbWith(Environment(environment), _folder, arguments));

    public string InterruptedPlumb(int exit, (string Name, string Value)[] environment, string after, params string[] arguments) => Expect(exit, Programs.PlumbInterrupted(Environment(environment), _folder, after, arguments));

    public string Terraform(int exit, params string[] arguments) => Expect(exit, Programs.TerraformWith(Environment([]), _folder, arguments));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Dictionary<string, string> Environment((string Name, string Value)[] more) => more.Append(("TF_CLI_CONFIG_FILE", this["rc"])).ToDictionary(v => v.Item1, v => v.Item2);

    private static string Expect(int exit, (int Exit, string Output) result)
    {
        Assert.True(exit == result.Exit, $"expected {exit}, got {result.Exit}:\n{result.Output}");
        return result.Output;
    }
}
