using System.Text;
using Plumb.Hosts.Protocol;

namespace Plumb.Hosts.Calling;

/// <summary>The near end of <see cref="BootstrapScript"/>: sends the executor where it is asked for, and opens the session.</summary>
internal sealed class Bootstrap(Stream stream, IReadOnlyList<ExecutorBinary> binaries)
{
    /// <summary>Login scripts may print something first; not endlessly.</summary>
    private const int MaxNoise = 64 * 1024;

    private int _left = MaxNoise;
    private string _said = "";

    /// <summary>What goes wrong is a <see cref="SessionLostException"/> that says so.</summary>
    public static ValueTask<ExecutorSession> RunAsync(Stream stream, IReadOnlyList<ExecutorBinary> binaries, CancellationToken cancellation) =>
        new Bootstrap(stream, binaries).RunAsync(cancellation);

    private async ValueTask<ExecutorSession> RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (await LineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                if (line == Greeting.Line) return new ExecutorSession(stream, stream);
                await TakeAsync(line, cancellation).ConfigureAwait(false);
            }
        }
        catch (IOException e)
        {
            throw new SessionLostException(e.Message);
        }
        throw new SessionLostException("the connection was closed before the executor had begun" + _said);
    }

    private async ValueTask TakeAsync(string line, CancellationToken cancellation)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case BootstrapScript.Need when words.Length == 3:
                await SendAsync(binaries.FirstOrDefault(b => b.Sha256 == words[1]), words[2] == "packed", cancellation).ConfigureAwait(false);
                break;
            case ExecutorPlaces.WrongMachine:
                throw new SessionLostException(ExecutorPlaces.WrongMachineMeaning(line[ExecutorPlaces.WrongMachine.Length..], binaries));
            case ExecutorPlaces.NoPlace:
                throw new SessionLostException(ExecutorPlaces.NoPlaceMeaning);
            case Greeting.Word:
                throw new SessionLostException($"the executor there speaks another version of the protocol: it greets with \"{line}\" instead of \"{Greeting.Line}\", as a program of another build does");
            case BootstrapScript.Failed:
                throw new SessionLostException($"the executor could not be put in place: {line[BootstrapScript.Failed.Length..].Trim()}");
            default:
                if (line.Length > 0) _said = ": " + line.Trim();
                break;
        }
    }

    private async ValueTask SendAsync(ExecutorBinary? binary, bool packed, CancellationToken cancellation)
    {
        if (binary is null) throw new SessionLostException("it asks for an executor that was not offered");
        var content = binary.Open();
        await using var _ = content.ConfigureAwait(false);
        try
        {
            if (packed) await SendPackedAsync(binary.Receiver, content, cancellation).ConfigureAwait(false);
            else await content.CopyToAsync(stream, cancellation).ConfigureAwait(false);
            await stream.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Whoever stops listening has said why, and that is still to be read.
        }
    }

    /// <summary>
    /// The receiver says with an empty line that it has begun, and with one for each block that it has taken it. Only a few blocks are on their
    /// way at a time: an sshd copies all that waits in it with every packet that comes.
    /// </summary>
    private async ValueTask SendPackedAsync(ReadOnlyMemory<byte> receiver, Stream content, CancellationToken cancellation)
    {
        using var blocks = new PackedBlocks(content);
        await stream.WriteAsync(receiver, cancellation).ConfigureAwait(false);
        for (var allowed = PackedBlocks.OnTheirWay - 1; await LineAsync(cancellation).ConfigureAwait(false) is { } line;)
        {
            if (line.Length > 0)
            {
                await TakeAsync(line, cancellation).ConfigureAwait(false);
                continue;
            }
            for (allowed++; allowed > 0; allowed--)
            {
                if (await blocks.NextAsync(cancellation).ConfigureAwait(false) is not { } block) return;
                await stream.WriteAsync(block, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Byte by byte: what follows the line belongs to others. Null at the end.</summary>
    private async ValueTask<string?> LineAsync(CancellationToken cancellation)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellation).ConfigureAwait(false) == 1)
        {
            if (--_left < 0) throw new SessionLostException("it prints more than a login should before the executor begins");
            if (one[0] == '\n') return Meant(Encoding.UTF8.GetString([.. line]).TrimEnd('\r'));
            line.Add(one[0]);
        }
        return null;
    }

    /// <summary>A login script that prints without ending its line has put its words before ours.</summary>
    private static string Meant(string line) => line.LastIndexOf(BootstrapScript.Mark, StringComparison.Ordinal) is > 0 and var at ? line[at..] : line;
}
