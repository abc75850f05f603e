using System.Collections;
using System.Text;
using Plumb.Hosts.Background;
using Plumb.Hosts.Becoming;
using Plumb.Hosts.Calling;
using Plumb.Hosts.Linux;
using Plumb.Hosts.Network;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Running;

namespace Plumb.Hosts.Serving;

/// <summary>The program that runs operations on a host: it takes requests from its standard input and answers on its standard output.</summary>
public static class ExecutorProgram
{
    /// <summary>Where an executor is kept unless said otherwise.</summary>
    public const string DefaultFolder = "~/.cache/plumb";

    /// <summary>Serves until the input ends. Returns the exit code.</summary>
    public static async ValueTask<int> RunAsync(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        // Reading and writing here wait on their threads, of which a machine with one processor would have too few.
        ThreadPool.SetMinThreads(8, 8);
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        if (arguments is [BackgroundProgram.Word]) return await BackgroundProgram.RunAsync(HostOf(environment), OperationTable.Builtin).ConfigureAwait(false);
        if (arguments is [RequestFolder.Word, var folder]) return await RunOnceAsync(folder, HostOf(environment)).ConfigureAwait(false);
        var input = new DescriptorStream(0, "standard input", writes: false);
        await using var _ = input.ConfigureAwait(false);
        var output = new DescriptorStream(1, "standard output", writes: true);
        await using var __ = output.ConfigureAwait(false);
        output.Write(Encoding.ASCII.GetBytes(Greeting.Line + "\n"));

        var runner = RunnerOn(HostOf(environment));
        await using var ___ = runner.ConfigureAwait(false);
        using var messages = new MessageStream(input, output);
        try
        {
            await new ExecutorServer(messages, runner.RunAsync).ServeAsync(CancellationToken.None).ConfigureAwait(false);
            return 0;
        }
        catch (ProtocolException)
        {
            return 70;
        }
        catch (Operations.Hosts.HostException)
        {
            // The other side is gone; there is no one to tell.
            return 74;
        }
    }

    /// <summary>Runs the request of a folder and ends.</summary>
    private static async ValueTask<int> RunOnceAsync(string folder, LinuxHost host)
    {
        var output = new DescriptorStream(1, "standard output", writes: true);
        await using var _ = output.ConfigureAwait(false);
        var runner = RunnerOn(host);
        await using var __ = runner.ConfigureAwait(false);
        try
        {
            await new SingleRequest(folder, runner.RunAsync).AnswerAsync(output).ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ProtocolException)
        {
            return 70;
        }
    }

    private static BecomingRunner RunnerOn(LinuxHost host) => new(new OperationRunner(host, OperationTable.Builtin), host, () => [OwnBinary.Read()], DefaultFolder, OwnBinary.Path);

    private static LinuxHost HostOf(Dictionary<string, string> environment) => new(environment, WorkingDirectory(), new StaticNetworkAccess(environment), TimeProvider.System);

    /// <summary>The folder that a login begins in may be gone.</summary>
    private static string WorkingDirectory()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            Environment.CurrentDirectory = "/";
            return "/";
        }
    }
}
