using System.Globalization;

namespace Plumb.EndToEnd;

/// <summary>The packages as their first user has them: packed, a provider made from the template in an empty folder, built, and used.</summary>
public sealed class TemplateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-template-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_provider_is_made_from_the_template_built_and_served()
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{Environment.ProcessId}");
        var feed = In("feed");
        foreach (var package in new[] { "provider", "templates" })
            Dotnet(Repository.Root, "pack", Path.Combine("packages", package), "-o", feed, $"-p:PackageVersion={version}", "-v", "q", "-nologo", "-c", new DirectoryInfo(AppContext.BaseDirectory).Name == "debug" ? "Debug" : "Release");

        // What the library itself needs comes from where this build has it.
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(In("nuget.config"), $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{feed}\" /><add key=\"cache\" value=\"{cache}\" /></packageSources></configuration>");
        Dotnet(_folder, "new", "install", Path.Combine(feed, $"Plumb.Provider.Templates.{version}.nupkg"));
        Dotnet(_folder, "new", "plumb-provider", "-n", "Weather", "-o", "weather", "--libraryVersion", version, "--no-update-check");
        Dotnet(In("weather"), "build", "src", "-v", "q", "-nologo", "-p:PublishAot=false", "-p:RestoreConfigFile=" + In("nuget.config"));

        File.WriteAllText(In("rc"), $"provider_installation {{\n  dev_overrides {{\n    \"example/weather\" = \"{In("weather")}/src/bin/Debug/net10.0\"\n  }}\n  direct {{}}\n}}\n");
        var environment = new Dictionary<string, string> { ["TF_CLI_CONFIG_FILE"] = In("rc"), ["CHECKPOINT_DISABLE"] = "1" };
        var (exit, output) = Programs.PlumbWith(environment, Path.Combine(In("weather"), "try"), "plan", "-no-color");
        Assert.True(exit == 0, output);
        Assert.Contains("weather_file.hello will be created", output, StringComparison.Ordinal);
        if (!Programs.HasTerraform) return;
        (exit, output) = Programs.TerraformWith(environment, Path.Combine(In("weather"), "try"), "plan", "-no-color");
        Assert.True(exit == 0, output);
        Assert.Contains("weather_file.hello will be created", output, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(_folder, name);

    /// <summary>With packages and settings of its own, so that nothing stays behind.</summary>
    private void Dotnet(string folder, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1" };
        if (folder != Repository.Root) (environment["DOTNET_CLI_HOME"], environment["NUGET_PACKAGES"]) = (In("home"), In("packages"));
        var (exit, output, error) = Programs.Other("dotnet", environment, folder, arguments);
        Assert.True(exit == 0, $"dotnet {string.Join(' ', arguments)}\n{output}{error}");
    }
}
