using System.Text;
using Plumb.Hosts.Protocol;

namespace Plumb.Hosts.Calling;

/// <summary>The near end of <see cref="BootstrapScript"/>: sends the executor where it is asked for, and opens the session.</summary>
internal static class Bootstrap
{
    /// <summary>Login scripts may print something first; not endlessly.</summary>
    private const int MaxNoise = 64 * 1024;

    /// <summary>What goes wrong is a <see cref="SessionLostException"/> that says so.</summary>
    public static async ValueTask<ExecutorSession> RunAsync(Stream stream, IReadOnlyList<ExecutorBinary> binaries, CancellationToken cancellation)
    {
        var left = MaxNoise;
        var said = "";
        try
        {
            while (await LineAsync(stream, left, cancellation).ConfigureAwait(false) is { } line)
            {
                left -= line.Length + 1;
                if (line == Greeting.Line) return new ExecutorSession(stream, stream);
                var words = line.Split(' ');
                switch (words[0])
                {
                    case BootstrapScript.Need when words.Length == 3:
                        await SendAsync(stream, binaries.FirstOrDefault(b => b.Sha256 == words[1]), words[2] == "gzip", cancellation).ConfigureAwait(false);
                        break;
                    case BootstrapScript.WrongMachine:
                        throw new SessionLostException($"there is no executor for its kind of machine ({line[(BootstrapScript.WrongMachine.Length + 1)..]}), only for {string.Join(" and ", binaries.Select(b => b.Machine))}");
                    case BootstrapScript.NoPlace:
                        throw new SessionLostException("the executor cannot be kept there: neither ~/.cache/plumb nor /var/tmp nor /tmp can be written to and run from by the user");
                    case BootstrapScript.Failed:
                        throw new SessionLostException($"the executor could not be put in place: {line[BootstrapScript.Failed.Length..].Trim()}");
                    default:
                        if (line.Length > 0) said = ": " + line.Trim();
                        break;
                }
            }
        }
        catch (IOException e)
        {
            throw new SessionLostException(e.Message);
        }
        throw new SessionLostException("the connection was closed before the executor had begun" + said);
    }

    private static async ValueTask SendAsync(Stream stream, ExecutorBinary? binary, bool packed, CancellationToken cancellation)
    {
        if (binary is null) throw new SessionLostException("it asks for an executor that was not offered");
        var content = packed && binary.Packed is { } small ? small.Open() : binary.Open();
        await using var _ = content.ConfigureAwait(false);
        try
        {
            await content.CopyToAsync(stream, cancellation).ConfigureAwait(false);
            await stream.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Whoever stops listening has said why, and that is still to be read.
        }
    }

    /// <summary>Byte by byte: what follows the line belongs to others.</summary>
    private static async ValueTask<string?> LineAsync(Stream stream, int limit, CancellationToken cancellation)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellation).ConfigureAwait(false) == 1)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            if (line.Count >= limit) throw new SessionLostException("it prints more than a login should before the executor begins");
            line.Add(one[0]);
        }
        return null;
    }
}
