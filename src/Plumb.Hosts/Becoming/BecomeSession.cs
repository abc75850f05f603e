using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumb.Hosts.Calling;
using Plumb.Hosts.Processes;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Becoming;

/// <summary>
/// An executor that runs as another user, started by sudo or its like. The password is given only when it is asked for, only to the
/// program that asks, and once.
/// </summary>
internal sealed partial class BecomeSession : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly ChannelProcess _process;
    private readonly PseudoTerminal? _terminal;
    private readonly ExecutorSession _executor;

    private BecomeSession(ChannelProcess process, PseudoTerminal? terminal, ExecutorSession executor) => (_process, _terminal, _executor) = (process, terminal, executor);

    public ExecutorSession Executor => _executor;

    /// <summary>Starts the executor as the user. A user that cannot be become is a <see cref="BecomeException"/>.</summary>
    public static async ValueTask<BecomeSession> StartAsync(BecomeRequest request, IHost host, IReadOnlyList<ExecutorBinary> binaries, string folder, CancellationToken cancellation)
    {
        try
        {
            return await StartAsync(request, host, binaries, folder, request.Line?.NeedsTerminal ?? request.Method is "su" or "doas", cancellation).ConfigureAwait(false);
        }
        catch (TerminalNeededException)
        {
            return await StartAsync(request, host, binaries, folder, withTerminal: true, cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        await _executor.DisposeAsync().ConfigureAwait(false);
        _terminal?.Dispose();
    }

    private static async ValueTask<BecomeSession> StartAsync(BecomeRequest request, IHost host, IReadOnlyList<ExecutorBinary> binaries, string folder, bool withTerminal, CancellationToken cancellation)
    {
        var prompt = $"[{request.Method} via plumb, key={Guid.NewGuid():N}] password:";
        var command = BecomeCommand.For(request, BootstrapScript.Text(binaries, folder), prompt)
            ?? throw new BecomeException($"Invalid become method specified, could not find matching plugin: '{request.Method}'. Use `ansible-doc -t become -l` to list available plugins.");
        var program = host.Processes.Find(command.Program) ?? throw new BecomeException($"The become method {request.Method} needs the program {command.Program}, which the host does not have.");
        var dialogue = new Dialogue(request, command);
        var terminal = withTerminal ? PseudoTerminal.Open() : null;
        // The answers are understood only in the language of the programs themselves.
        var variables = host.Environment.Where(v => v.Key is not ("LANG" or "LANGUAGE" or "LC_ALL" or "LC_MESSAGES")).Append(KeyValuePair.Create("LC_ALL", "C"));
        if (request.Line is { } line) PutScript(host, line.Script, BootstrapScript.Text(binaries, folder));
        var process = ChannelProcess.Start(new SpawnRequest(program, [command.Program, .. command.Words], variables), dialogue.Hear, terminal);
        try
        {
            dialogue.Begin(process, terminal);
            var executor = await dialogue.ConcludeAsync(process, binaries, _patience, cancellation).ConfigureAwait(false);
            return new BecomeSession(process, terminal, executor);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            terminal?.Dispose();
            throw;
        }
        finally
        {
            if (request.Line is { } done) host.Files.Remove(done.Script);
        }
    }

    /// <summary>The line hands the script on as a path: who knows how often it goes through a shell on the way. Nothing in it is secret.</summary>
    private static void PutScript(IHost host, string path, string script)
    {
        if (host.Files.Status(path, follow: false) is not null) throw new BecomeException($"{path} is there already, and not from this program.");
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(script + "\n"));
        host.Files.Write(path, content, new FilePlacement(Mode: 0x1A4));
    }

    [GeneratedRegex("(password|passphrase)[^\n]*: ?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommonPrompt();

    private sealed class TerminalNeededException : Exception;

    /// <summary>What is said between the program and this one until the executor has begun.</summary>
    private sealed class Dialogue(BecomeRequest request, BecomeCommand command)
    {
        private readonly TaskCompletionSource<string> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly StringBuilder _heard = new();
        private ChannelProcess? _process;
        private PseudoTerminal? _terminal;
        private bool _answered;

        public void Begin(ChannelProcess process, PseudoTerminal? terminal)
        {
            (_process, _terminal) = (process, terminal);
            _begun.SetResult();
        }

        public void Hear(string text) => _ = HearAsync(text);

        public async ValueTask<ExecutorSession> ConcludeAsync(ChannelProcess process, IReadOnlyList<ExecutorBinary> binaries, TimeSpan patience, CancellationToken cancellation)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(patience);
            var starting = Bootstrap.RunAsync(process.Stream, binaries, limit.Token).AsTask();
            try
            {
                if (await Task.WhenAny(starting, _refused.Task).ConfigureAwait(false) == starting) return await starting.ConfigureAwait(false);
                throw new BecomeException(await _refused.Task.ConfigureAwait(false));
            }
            catch (SessionLostException e)
            {
                var said = Said(await process.LastErrorsAsync().ConfigureAwait(false));
                if (said.Contains("must have a tty", StringComparison.Ordinal) && _terminal is null) throw new TerminalNeededException();
                throw new BecomeException(Refusal(said) ?? (said.Length > 0 ? said : e.Message));
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new BecomeException(string.Create(CultureInfo.InvariantCulture, $"Timeout ({patience.TotalSeconds:0}s) waiting for privilege escalation: {Said(process.Errors)}"));
            }
        }

        private async Task HearAsync(string text)
        {
            string? toSend = null;
            lock (_heard)
            {
                _heard.Append(text);
                var heard = _heard.ToString();
                var asked = command.Prompt is { } prompt ? heard.Contains(prompt, StringComparison.Ordinal) : CommonPrompt().IsMatch(heard.TrimEnd('\r', '\n'));
                if (!asked) return;
                _heard.Clear();
                if (request.Password is null) _refused.TrySetResult($"Missing {request.Method} password");
                else if (_answered) _refused.TrySetResult($"Incorrect {request.Method} password");
                else toSend = request.Password;
                _answered = true;
            }
            if (toSend is null) return;
            await _begun.Task.ConfigureAwait(false);
            if (command.AsksOnTerminal) _terminal?.Type(toSend);
            else if (_process is { } process) await SendAsync(process, toSend).ConfigureAwait(false);
        }

        private static async Task SendAsync(ChannelProcess process, string password)
        {
            try
            {
                await process.Stream.WriteAsync(Encoding.UTF8.GetBytes(password + "\n")).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // It has ended; what it said tells why.
            }
        }

        private string? Refusal(string said)
        {
            if (said.Contains("a password is required", StringComparison.Ordinal) && !_answered) return $"Missing {request.Method} password";
            return said.Contains("Authentication failure", StringComparison.OrdinalIgnoreCase) || said.Contains("incorrect password", StringComparison.OrdinalIgnoreCase)
                || said.Contains("Sorry, try again", StringComparison.Ordinal) || (_answered && said.Contains("Authentication failed", StringComparison.OrdinalIgnoreCase))
                ? $"{(request.Password is null ? "Missing" : "Incorrect")} {request.Method} password" : null;
        }

        private string Said(string errors) => (command.Prompt is { } prompt ? errors.Replace(prompt, "", StringComparison.Ordinal) : errors).Trim();
    }
}
