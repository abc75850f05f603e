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

    /// <summary>The terminal for passwords where the input is something else; null where that is the terminal, or there is none.</summary>
    public Lazy<ControllingTerminal?> Controlling { get; init; } = new((ControllingTerminal?)null);

    /// <summary>
    /// Ends the echo of what is typed. Called before a question is written: a password typed or pasted as soon as the question is seen
    /// would be shown otherwise.
    /// </summary>
    public Action HideTyping { get; init; } = () => { };

    /// <summary>Waits for the next key of a terminal, which is not shown; also for those that elsewhere interrupt the program. Null where there is none.</summary>
    public Func<ConsoleKeyInfo>? ReadKey { get; init; }

    /// <summary>Standard input and output as bytes, for what need not be text; null where there are only the texts above.</summary>
    public Func<Stream>? RawIn { get; init; }

    public Func<Stream>? RawOut { get; init; }

    public bool IsInteractive { get; init; }

    /// <summary>Whether TF_INPUT allows questions.</summary>
    public bool AsksForInput => Environment("TF_INPUT") is not ("0" or "f" or "F" or "false" or "False" or "FALSE");

    public bool UseColor { get; init; }

    /// <summary>Whether what was written can be taken back to show something else: people look at it, and no program does.</summary>
    public bool CanRedraw { get; init; }

    /// <summary>Columns and rows.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = () => (80, 24);

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
        var output = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 16 * 1024) { AutoFlush = false };
        var isCapable = !Console.IsOutputRedirected && all.GetValueOrDefault("TERM") is not "dumb";
        return new Terminal(Console.In, new ScreenWriter(output), Console.Error)
        {
            Program = ProgramIdentity.OfProcess(),
            RawIn = Console.OpenStandardInput,
            RawOut = Console.OpenStandardOutput,
            IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
            // https://no-color.org: any value but the empty one.
            UseColor = isCapable && string.IsNullOrEmpty(all.GetValueOrDefault("NO_COLOR")),
            CanRedraw = isCapable && string.IsNullOrEmpty(all.GetValueOrDefault("TF_IN_AUTOMATION")),
            Size = WindowSize,
            // Asking for keys makes .NET take the terminal over, without echo, until another program is started.
            HideTyping = Console.IsInputRedirected ? () => { } : () => _ = Console.KeyAvailable,
            ReadSecret = Console.IsInputRedirected ? null : () => SecretInput.ReadLine(() => Console.ReadKey(intercept: true)),
            ReadKey = Console.IsInputRedirected ? null : NextKey,
            Controlling = new(() => Console.IsInputRedirected ? ControllingTerminal.Find() : null),
            WorkingDirectory = Directory.GetCurrentDirectory(),
            Environment = name => all.GetValueOrDefault(name),
            AllEnvironment = all,
            OwnProgram = Path.GetFileNameWithoutExtension(System.Environment.ProcessPath) is "dotnet" ? null : System.Environment.ProcessPath,
        };
    }

    private static ConsoleKeyInfo NextKey()
    {
        Console.TreatControlCAsInput = true;
        try
        {
            return Console.ReadKey(intercept: true);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    /// <summary>Some terminals do not tell their size, and some say that it is nothing.</summary>
    private static (int Width, int Height) WindowSize()
    {
        try
        {
            var (width, height) = (Console.WindowWidth, Console.WindowHeight);
            return (width > 0 ? width : 80, height > 0 ? height : 24);
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }
}
