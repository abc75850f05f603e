using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Plumb.EndToEnd;

/// <summary>Runs the program that was built for these tests, or the one that <c>PLUMB_BIN</c> names, and the peer where it is installed.</summary>
internal static class Programs
{
    public static bool HasTerraform { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(d => File.Exists(Path.Combine(d, "terraform")));

    /// <summary>The user's own settings of the peer stay out of it.</summary>
    private static string NoSettings { get; } = MakeEmptyFile();

    public static IReadOnlyList<string> PlumbProgram { get; } = Environment.GetEnvironmentVariable("PLUMB_BIN") is { Length: > 0 } native
        ? [native]
        // Where it was built: beside the tests it would miss what comes with the web server that they have and it has not.
        : ["dotnet", Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Plumb.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "plumb.dll"))];

    public static (int Exit, string Output) Plumb(string folder, params string[] args)
    {
        var (exit, output, error) = Run([.. PlumbProgram, .. args], folder);
        return (exit, output + error);
    }

    /// <summary>What a program says to other programs, apart from what it says to people.</summary>
    public static (int Exit, string Output, string Error) PlumbApart(string folder, params string[] args) => Run([.. PlumbProgram, .. args], folder);

    public static (int Exit, string Output, string Error) PlumbApart(IReadOnlyDictionary<string, string> environment, string folder, params string[] args) => Run([.. PlumbProgram, .. args], folder, environment);

    /// <summary>A program that is not ours, such as a peer.</summary>
    public static (int Exit, string Output, string Error) Other(string program, IReadOnlyDictionary<string, string> environment, string folder, params string[] args) => Run([program, .. args], folder, environment);

    public static (int Exit, string Output) PlumbWith(IReadOnlyDictionary<string, string> environment, string folder, params string[] args)
    {
        var (exit, output, error) = Run([.. PlumbProgram, .. args], folder, environment);
        return (exit, output + error);
    }

    public static (int Exit, string Output) Terraform(string folder, params string[] args)
    {
        var (exit, output, error) = Run(["terraform", .. args], folder);
        return (exit, output + error);
    }

    public static (int Exit, string Output, string Error) TerraformApart(string folder, params string[] args) => Run(["terraform", .. args], folder);

    public static (int Exit, string Output) TerraformWith(IReadOnlyDictionary<string, string> environment, string folder, params string[] args)
    {
        var (exit, output, error) = Run(["terraform", .. args], folder, environment);
        return (exit, output + error);
    }

    /// <summary>Starts the program and kills it, as a power cut would, after the time, unless it is done by then.</summary>
    /// <returns>Whether it was killed.</returns>
    public static bool PlumbKilled(string folder, TimeSpan after, params string[] args)
    {
        using var process = Start([.. PlumbProgram, .. args], folder);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var killed = !process.WaitForExit(after);
        if (killed) process.Kill();
        process.WaitForExit();
        Task.WaitAll(output, error);
        return killed;
    }

    /// <summary>Starts the program, and interrupts it as Ctrl-C does once it has written the text.</summary>
    public static (int Exit, string Output) PlumbInterrupted(IReadOnlyDictionary<string, string> environment, string folder, string after, params string[] args)
    {
        using var process = Start([.. PlumbProgram, .. args], folder, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = new StringBuilder();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            output.AppendLine(line);
            if (!line.Contains(after, StringComparison.Ordinal)) continue;
            using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    /// <summary>Starts the program. Its output has to be read, and it has to be ended.</summary>
    public static Process StartPlumb(IReadOnlyDictionary<string, string> environment, string folder, params string[] args) => Start([.. PlumbProgram, .. args], folder, environment);

    private static string MakeEmptyFile()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "empty.tfrc");
        File.WriteAllText(path, "");
        return path;
    }

    private static (int, string, string) Run(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(command, folder, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static Process Start(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["TF_CLI_CONFIG_FILE"] = NoSettings;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start");
        process.StandardInput.Close();
        return process;
    }
}
