namespace Plumb.Hosts.Serving;

/// <summary>The program that runs operations on a host: it takes requests from its standard input and answers on its standard output.</summary>
public static class ExecutorProgram
{
    /// <summary>Serves until the input ends. Returns the exit code.</summary>
    public static ValueTask<int> RunAsync(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return ValueTask.FromResult(0);
    }
}
