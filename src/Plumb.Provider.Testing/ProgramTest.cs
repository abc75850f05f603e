using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Plumb.Provider.Testing;

/// <summary>
/// Runs a built provider program under a real terraform, tofu or plumb, which is pointed at it by development overrides:
/// nothing is installed or downloaded, and no <c>init</c> is needed.
/// </summary>
public sealed class ProgramTest : IDisposable
{
    private readonly string _engine;
    private readonly string _settings;

    /// <param name="engine">The program to run: "terraform", "tofu" or "plumb", on the path or with its path.</param>
    /// <param name="address">As in required_providers, such as "example/hello".</param>
    /// <param name="providerFolder">The folder that has the provider program, called terraform-provider-….</param>
    public ProgramTest(string engine, string address, string providerFolder)
    {
        _engine = engine;
        _settings = Path.Combine(Folder, "development.tfrc");
        var folder = Path.GetFullPath(providerFolder).Replace("\\", "\\\\", StringComparison.Ordinal);
        File.WriteAllText(_settings, $"provider_installation {{\n  dev_overrides {{\n    \"{address}\" = \"{folder}\"\n  }}\n  direct {{}}\n}}\n");
    }

    /// <summary>Where the program runs: a folder of its own.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("provider-test-").FullName;

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>The exit code, and all that was printed.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation = default)
    {
        var start = new ProcessStartInfo(_engine, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["TF_CLI_CONFIG_FILE"] = _settings;
        start.Environment["TF_IN_AUTOMATION"] = "1";
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        using var process = Process.Start(start) ?? throw new ProviderTestException($"{_engine} cannot be started.");
        process.StandardInput.Close();
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return (process.ExitCode, new StringBuilder(await output.ConfigureAwait(false)).Append(await errors.ConfigureAwait(false)).ToString());
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Applies the configuration and expects that to succeed.</summary>
    public async Task ApplyAsync(string configuration, CancellationToken cancellation = default)
    {
        Write("main.tf", configuration);
        await ExpectAsync(["apply", "-auto-approve", "-input=false", "-no-color"], cancellation).ConfigureAwait(false);
    }

    /// <summary>Expects a plan without changes.</summary>
    public async Task ExpectNoChangesAsync(CancellationToken cancellation = default) =>
        await ExpectAsync(["plan", "-detailed-exitcode", "-input=false", "-no-color"], cancellation).ConfigureAwait(false);

    public async Task DestroyAsync(CancellationToken cancellation = default) =>
        await ExpectAsync(["destroy", "-auto-approve", "-input=false", "-no-color"], cancellation).ConfigureAwait(false);

    /// <summary>What <c>show -json</c> says of the state.</summary>
    public async Task<JsonDocument> ShowAsync(CancellationToken cancellation = default)
    {
        var output = await ExpectAsync(["show", "-json"], cancellation).ConfigureAwait(false);
        return JsonDocument.Parse(output.Split('\n').First(line => line.StartsWith('{')));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<string> ExpectAsync(string[] arguments, CancellationToken cancellation)
    {
        var (code, output) = await RunAsync(arguments, cancellation).ConfigureAwait(false);
        return code == 0 ? output : throw new ProviderTestException($"{_engine} {arguments[0]} ended with {code}:\n{output}");
    }
}
