using System.Collections;
using System.Text;
using Plumb.Hosts.Linux;
using Plumb.Hosts.Network;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Running;

namespace Plumb.Hosts.Serving;

/// <summary>The program that runs operations on a host: it takes requests from its standard input and answers on its standard output.</summary>
public static class ExecutorProgram
{
    /// <summary>Serves until the input ends. Returns the exit code.</summary>
    public static async ValueTask<int> RunAsync(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        // Reading and writing here wait on their threads, of which a machine with one processor would have too few.
        ThreadPool.SetMinThreads(8, 8);
        var input = new DescriptorStream(0, "standard input", writes: false);
        await using var _ = input.ConfigureAwait(false);
        var output = new DescriptorStream(1, "standard output", writes: true);
        await using var __ = output.ConfigureAwait(false);
        output.Write(Encoding.ASCII.GetBytes(Greeting.Line + "\n"));

        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        var host = new LinuxHost(environment, Environment.CurrentDirectory, new StaticNetworkAccess(environment), TimeProvider.System);
        var runner = new OperationRunner(host, OperationTable.Builtin);
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
}
