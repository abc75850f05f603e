using Plumb.Cli.Logging;

namespace Plumb.Cli.Session;

/// <summary>Where the program reads from and writes to, and what it may assume of it.</summary>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error)
{
    public ProgramIdentity Program { get; init; } = ProgramIdentity.Plumb;

    /// <summary>Stops and ends runs as the user's signals ask for.</summary>
    public Interruption Interruption { get; init; } = new();

    /// <summary>Null until the program knows what is asked of it.</summary>
    public RunLog? Log { get; init; }

    /// <summary>Reads a line without showing it; null where that cannot be done.</summary>
    public Func<string?>? ReadSecret { get; init; }

    public bool IsInteractive { get; init; }

    /// <summary>Whether TF_INPUT allows questions.</summary>
    public bool AsksForInput => Environment("TF_INPUT") is not ("0" or "f" or "F" or "false" or "False" or "FALSE");

    public bool UseColor { get; init; }

    public required string WorkingDirectory { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public required IReadOnlyDictionary<string, string> AllEnvironment { get; init; }

    /// <summary>This program, where it is one of its own and not run by <c>dotnet</c>.</summary>
    public string? OwnProgram { get; init; }

    /// <summary>The same with all messages on the error stream, so that they do not get into what another program reads.</summary>
    public Terminal WithMessagesApart => this with { Out = Error };

    public static Terminal OfProcess()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            if (entry is { Key: string name, Value: string value }) all[name] = value;
        return new Terminal(Console.In, new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 16 * 1024) { AutoFlush = false }, Console.Error)
        {
            Program = ProgramIdentity.OfProcess(),
            IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
            UseColor = !Console.IsOutputRedirected,
            WorkingDirectory = Directory.GetCurrentDirectory(),
            Environment = name => all.GetValueOrDefault(name),
            AllEnvironment = all,
            OwnProgram = Path.GetFileNameWithoutExtension(System.Environment.ProcessPath) is "dotnet" ? null : System.Environment.ProcessPath,
        };
    }
}
