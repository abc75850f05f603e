using System.Globalization;
using System.Text;

namespace Plumb.Connections.OpenSsh;

/// <summary>
/// Sends files to the program <c>scp</c> of the host in its own protocol, as the peer does: so that a destination means the
/// same, with and without a slash at the end of the source.
/// </summary>
internal sealed class ScpUpload(SshConnection connection)
{
    /// <summary>Folders deeper than this are a loop of links.</summary>
    private const int MaxDepth = 100;

    /// <summary>One file at exactly this path.</summary>
    public Task FileAsync(string destination, Func<Stream> open, CancellationToken cancellation)
    {
        var slash = destination.LastIndexOfAny(connection.Settings.IsWindows ? ['/', '\\'] : ['/']);
        var (folder, name) = slash < 0 ? (".", destination) : (destination[..Math.Max(slash, 1)], destination[(slash + 1)..]);
        if (name.Length == 0) throw new ProvisioningException($"The destination \"{destination}\" names a folder, and the source is a file.");
        return SessionAsync(["scp", "-t", folder], (output, input) => SendFileAsync(name, open, output, input, cancellation), cancellation);
    }

    /// <summary>A folder into the destination; with a slash at its end only what is in it.</summary>
    public Task FolderAsync(string destination, string source, CancellationToken cancellation) =>
        SessionAsync(["scp", "-r", "-t", destination], async (output, input) =>
        {
            if (source.EndsWith('/') || source.EndsWith(Path.DirectorySeparatorChar)) await SendEntriesAsync(source, output, input, 0, cancellation).ConfigureAwait(false);
            else await SendFolderAsync(Path.GetFileName(source), source, output, input, 0, cancellation).ConfigureAwait(false);
        }, cancellation);

    private async Task SessionAsync(string[] command, Func<Stream, Stream, Task> send, CancellationToken cancellation)
    {
        var quoted = command.Select(word => connection.Settings.IsWindows ? ShellWords.QuoteForWindows(word) : ShellWords.Quote(word));
        var process = connection.Start(string.Join(' ', quoted), withTerminal: false);
        await using var _ = process.ConfigureAwait(false);
        var failure = "";
        try
        {
            await send(process.Input, process.Output).ConfigureAwait(false);
            process.Input.Close();
        }
        catch (Exception e) when (e is ProvisioningException or IOException)
        {
            failure = e.Message;
            process.Input.Close();
        }
        var code = await process.WaitAsync(cancellation).ConfigureAwait(false);
        if (code == 127) throw new ProvisioningException($"The host {connection.Settings.Target.Host} has no program \"scp\", which is needed to send files to it. It is part of the OpenSSH client there.");
        if (failure.Length == 0 && code == 0) return;
        throw new ProvisioningException(failure.Length > 0 ? $"Upload failed: {failure}" : string.Create(CultureInfo.InvariantCulture, $"Upload failed: scp on the host ended with exit status {code}: {process.Errors}"));
    }

    private static async Task SendFileAsync(string name, Func<Stream> open, Stream output, Stream input, CancellationToken cancellation)
    {
        var content = open();
        await using var _ = content.ConfigureAwait(false);
        var length = content.Length;
        await SayAsync(string.Create(CultureInfo.InvariantCulture, $"C0644 {length} {Plain(name)}\n"), output, input, cancellation).ConfigureAwait(false);
        var buffer = new byte[64 * 1024];
        for (var left = length; left > 0;)
        {
            var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellation).ConfigureAwait(false);
            if (read == 0) throw new IOException($"the file \"{name}\" became shorter while it was sent");
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            left -= read;
        }
        await SayAsync("\0", output, input, cancellation).ConfigureAwait(false);
    }

    private static async Task SendFolderAsync(string name, string path, Stream output, Stream input, int depth, CancellationToken cancellation)
    {
        if (depth > MaxDepth) throw new IOException($"the folder \"{path}\" is too deep, or links in it lead in a circle");
        await SayAsync($"D0755 0 {Plain(name)}\n", output, input, cancellation).ConfigureAwait(false);
        await SendEntriesAsync(path, output, input, depth, cancellation).ConfigureAwait(false);
        await SayAsync("E\n", output, input, cancellation).ConfigureAwait(false);
    }

    /// <summary>Links are followed: what they lead to is sent.</summary>
    private static async Task SendEntriesAsync(string path, Stream output, Stream input, int depth, CancellationToken cancellation)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(entry);
            if (Directory.Exists(entry)) await SendFolderAsync(name, entry, output, input, depth + 1, cancellation).ConfigureAwait(false);
            else await SendFileAsync(name, () => File.OpenRead(entry), output, input, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A line end in a name would be read as a command of the protocol.</summary>
    private static string Plain(string name) => name.Any(char.IsControl) ? throw new IOException("a file whose name holds a line end or another control character cannot be sent") : name;

    private static async Task SayAsync(string text, Stream output, Stream input, CancellationToken cancellation)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        await ExpectAsync(input, cancellation).ConfigureAwait(false);
    }

    /// <summary>0 says go on; 1 and 2 are followed by a line that says why not.</summary>
    private static async Task ExpectAsync(Stream input, CancellationToken cancellation)
    {
        var one = new byte[1];
        if (await input.ReadAsync(one, cancellation).ConfigureAwait(false) == 0) throw new IOException("the host ended the transfer");
        if (one[0] == 0) return;
        var line = new List<byte>();
        while (line.Count < 4096 && await input.ReadAsync(one, cancellation).ConfigureAwait(false) == 1 && one[0] != '\n') line.Add(one[0]);
        throw new ProvisioningException(Encoding.UTF8.GetString([.. line]));
    }
}
