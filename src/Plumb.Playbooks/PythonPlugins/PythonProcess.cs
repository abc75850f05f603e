using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>
/// The controller's own Python, started for the first plugin that needs it and ended with the run. Many hosts may call at the same time,
/// each on a channel of its own.
/// </summary>
internal sealed class PythonProcess : IDisposable
{
    /// <summary>More calls than this are never under way at the same time; deeper than this nothing calls itself.</summary>
    private const int MostChannels = 500;

    /// <summary>Reads the files that Python runs, and begins with the first of them.</summary>
    private const string Beginning =
        "import io, json, os; incoming = io.open(os.dup(0), 'rb'); outgoing = os.dup(1); os.dup2(os.open(os.devnull, os.O_RDONLY), 0); os.dup2(2, 1); "
        + "files = json.loads(incoming.read(int.from_bytes(incoming.read(8)[:4], 'big')).decode('utf-8')); exec(compile(files['start.py'], '<plumb start>', 'exec'))";

    private readonly Process _process;
    private readonly Action<string, JsonElement> _told;
    private readonly Lock _writing = new();
    private readonly Lock _gate = new();
    private readonly List<PythonChannel> _channels = [];
    private readonly SortedSet<int> _idle = [];
    private bool _hasEnded;

    private PythonProcess(Process process, Action<string, JsonElement> told)
    {
        (_process, _told) = (process, told);
        new Thread(Receive) { IsBackground = true, Name = "python" }.Start();
    }

    public bool HasEnded
    {
        get { lock (_gate) return _hasEnded; }
    }

    /// <summary>Starts Python. A <see cref="PythonFault"/> tells that there is none.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="first">The message with its files.</param>
    /// <param name="told">Gets what plugins say without waiting for an answer.</param>
    public static PythonProcess Start(string program, string folder, ReadOnlyMemory<byte> first, Action<string, JsonElement> told)
    {
        try
        {
            var start = new ProcessStartInfo(program, ["-c", Beginning]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder };
            var started = new PythonProcess(Process.Start(start) ?? throw new Win32Exception(), told);
            started.Send(first);
            return started;
        }
        catch (Win32Exception fault)
        {
            throw new PythonFault("OSError", PythonFault.Gone, $"plugins in Python need Python 3.8 or later on this machine, and '{program}' cannot be started ({fault.Message}). Install it, or name another in the variable {UserPlugins.ProgramVariable}");
        }
    }

    public object? Call(string method, IReadOnlyList<object?> arguments, PythonCall call)
    {
        var channel = Rent();
        try
        {
            return channel.Call(method, arguments, call);
        }
        finally
        {
            lock (_gate) _idle.Add(channel.Number);
        }
    }

    public async Task<object?> CallAsync(string method, IReadOnlyList<object?> arguments, PythonCall call, CancellationToken cancellation)
    {
        var channel = Rent();
        try
        {
            return await channel.CallAsync(method, arguments, call, cancellation).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _idle.Add(channel.Number);
        }
    }

    public void Send(ReadOnlyMemory<byte> frame)
    {
        try
        {
            lock (_writing)
            {
                _process.StandardInput.BaseStream.Write(frame.Span);
                _process.StandardInput.BaseStream.Flush();
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            throw Ended();
        }
    }

    public PythonFault Ended()
    {
        var code = _process.HasExited || _process.WaitForExit(TimeSpan.FromSeconds(1)) ? _process.ExitCode : -1;
        var how = code switch
        {
            > 128 => string.Create(CultureInfo.InvariantCulture, $" by signal {code - 128}"),
            _ => string.Create(CultureInfo.InvariantCulture, $" with exit code {code}"),
        };
        return new PythonFault("SystemExit", PythonFault.Gone, $"the controller's Python ended{how} while a plugin was at work");
    }

    public void Dispose()
    {
        try
        {
            // It ends by itself at the end of its input, unless a plugin hangs.
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromMilliseconds(200))) _process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>Ends it and all that plugins have started, whatever they are doing.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    private PythonChannel Rent()
    {
        lock (_gate)
        {
            if (_hasEnded) throw Ended();
            if (_idle.Count > 0)
            {
                // The lowest is served by Python's main thread.
                var lowest = _idle.Min;
                _idle.Remove(lowest);
                return _channels[lowest];
            }
            if (_channels.Count >= MostChannels) throw new PythonFault("RecursionError", "python", "maximum recursion depth exceeded: a plugin leads to itself");
            _channels.Add(new PythonChannel(_channels.Count, this));
            return _channels[^1];
        }
    }

    private void Receive()
    {
        try
        {
            while (Frames.Read(_process.StandardOutput.BaseStream) is { } frame) Dispatch(frame.Channel, frame.Message);
        }
        catch (Exception fault) when (fault is IOException or JsonException or ObjectDisposedException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            // Something that is no plugin's speaks on the pipe; nothing that it says can be trusted any more.
            Kill();
        }
        lock (_gate)
        {
            _hasEnded = true;
            foreach (var channel in _channels) channel.End();
        }
    }

    private void Dispatch(int number, JsonDocument message)
    {
        if (number < 0)
        {
            using (message) _told(message.RootElement.GetProperty("ask").GetString() ?? "", message.RootElement.GetProperty("a"));
            return;
        }
        PythonChannel? channel;
        lock (_gate) channel = number < _channels.Count ? _channels[number] : null;
        if (channel is null) throw new JsonException("a message for no channel");
        channel.Deliver(message);
    }
}
