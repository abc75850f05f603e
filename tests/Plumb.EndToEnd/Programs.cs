using System.Diagnostics;

namespace Plumb.EndToEnd;

/// <summary>Runs the program that was built with these tests, and the peer where it is installed.</summary>
internal static class Programs
{
    public static bool HasTerraform { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(d => File.Exists(Path.Combine(d, "terraform")));

    /// <summary>The user's own settings of the peer stay out of it.</summary>
    private static string NoSettings { get; } = MakeEmptyFile();

    public static (int Exit, string Output) Plumb(string folder, params string[] args) =>
        Run("dotnet", folder, [Path.Combine(AppContext.BaseDirectory, "plumb.dll"), .. args]);

    public static (int Exit, string Output) Terraform(string folder, params string[] args) => Run("terraform", folder, args);

    private static string MakeEmptyFile()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "empty.tfrc");
        File.WriteAllText(path, "");
        return path;
    }

    private static (int, string) Run(string program, string folder, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["TF_CLI_CONFIG_FILE"] = NoSettings;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
