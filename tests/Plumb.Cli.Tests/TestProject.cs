using Xunit.Sdk;
using Xunit.v3;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;

[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Plumb.Cli.Tests;

/// <summary>A folder with a configuration, in which the program runs within the test's process.</summary>
internal sealed class TestProject : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public TestProject(string configuration = "")
    {
        Folder = Directory.CreateTempSubdirectory("plumb-test-").FullName;
        if (configuration.Length > 0) Write("main.tf", configuration);
    }

    public string Folder { get; }

    public string Input { get; set; } = "";

    public Interruption Interruption { get; } = new();

    public ProgramIdentity Program { get; set; } = ProgramIdentity.Plumb;

    public string this[string variable]
    {
        set => _environment[variable] = value;
    }

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
        File.WriteAllText(path, text);
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public bool Has(string name) => File.Exists(Path.Combine(Folder, name));

    public async Task<RunResult> RunAsync(params string[] arguments)
    {
        // Configurations are found from the process' own directory; -chdir changes it.
        Directory.SetCurrentDirectory(Folder);
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var terminal = new Terminal(new StringReader(Input), output, error)
        {
            WorkingDirectory = Folder,
            Program = Program,
            Interruption = Interruption,
            Environment = name => _environment.GetValueOrDefault(name),
            AllEnvironment = _environment,
        };
        var exit = await PlumbCommandLine.RunAsync(arguments, terminal);
        return new RunResult(exit, output.ToString(), error.ToString());
    }

    /// <summary>The output of a run that has to succeed.</summary>
    public async Task<string> SucceedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.Exit == 0, $"exit {result.Exit}\n{result.Out}\n{result.Error}");
        return result.Out;
    }

    public void Dispose()
    {
        Interruption.Dispose();
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(Folder, recursive: true);
    }
}

internal sealed record RunResult(int Exit, string Out, string Error);
