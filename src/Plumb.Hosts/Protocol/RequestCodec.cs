using Plumb.Operations.Model;

namespace Plumb.Hosts.Protocol;

/// <summary>Requests as bytes. Secrets are part of them: they are never written anywhere but into the connection.</summary>
internal static class RequestCodec
{
    private const byte Check = 1;
    private const byte CheckRemembers = 2;
    private const byte Diff = 4;
    private const byte HasBecome = 8;
    private const byte HasTimeout = 16;
    private const byte HasBackground = 32;
    private const byte HasBecomeLine = 64;

    /// <param name="request">What is asked for.</param>
    /// <param name="enclosing">So many bytes of small contents may go along at most. Asking for one takes longer than carrying it for nothing.</param>
    public static ReadOnlyMemory<byte> Write(OperationRequest request, int enclosing = 0)
    {
        var writer = new MessageWriter();
        writer.Text(request.Operation);
        writer.Map(request.Arguments);
        writer.Byte((byte)((request.Check ? Check : 0) | (request.CheckRemembers ? CheckRemembers : 0) | (request.Diff ? Diff : 0)
            | (request.Become is null ? 0 : HasBecome) | (request.Timeout is null ? 0 : HasTimeout)
            | (request.Background is null ? 0 : HasBackground) | (request.Become?.Line is null ? 0 : HasBecomeLine)));
        if (request.Become is { } become)
        {
            writer.Text(become.Method);
            writer.Text(become.User);
            writer.OptionalText(become.Password);
            writer.OptionalText(become.Executable);
            writer.OptionalText(become.Flags);
        }
        if (request.Become?.Line is { } line)
        {
            writer.Text(line.Text);
            writer.Text(line.Script);
            writer.OptionalText(line.Prompt);
            writer.Byte(line.NeedsTerminal ? (byte)1 : (byte)0);
        }
        if (request.Timeout is { } timeout) writer.Signed(timeout.Ticks);
        if (request.Background is { } job)
        {
            writer.Text(job.Name);
            writer.Text(job.Folder);
            writer.Signed(job.Limit.Ticks);
        }
        writer.List(request.Environment, e =>
        {
            writer.Text(e.Key);
            writer.Text(e.Value);
        });
        writer.List(request.Sources, s =>
        {
            writer.Text(s.Name);
            writer.Text(s.Sha256);
            writer.Text(s.Sha1);
            writer.Signed(s.Length);
            var enclosed = s.Length <= enclosing ? Whole(s) : null;
            writer.Flag(enclosed is not null);
            if (enclosed is null) return;
            writer.Raw(enclosed);
            enclosing -= enclosed.Length;
        });
        return writer.Written;
    }

    /// <param name="bytes">What <see cref="Write"/> made.</param>
    /// <param name="open">Opens the content of the source with this place in the list, where it did not go along.</param>
    public static OperationRequest Read(ReadOnlySpan<byte> bytes, Func<int, Stream> open)
    {
        var reader = new MessageReader(bytes);
        var request = new OperationRequest(reader.Text(), reader.Map());
        var flags = reader.Byte();
        request = request with
        {
            Check = (flags & Check) != 0,
            CheckRemembers = (flags & CheckRemembers) != 0,
            Diff = (flags & Diff) != 0,
            Become = (flags & HasBecome) == 0 ? null : new BecomeRequest(reader.Text(), reader.Text())
            {
                Password = reader.OptionalText(),
                Executable = reader.OptionalText(),
                Flags = reader.OptionalText(),
                Line = (flags & HasBecomeLine) == 0 ? null : new BecomeLine(reader.Text(), reader.Text(), reader.OptionalText(), reader.Byte() != 0),
            },
            Timeout = (flags & HasTimeout) == 0 ? null : TimeSpan.FromTicks(reader.Signed()),
            Background = (flags & HasBackground) == 0 ? null : new BackgroundJob(reader.Text(), reader.Text(), TimeSpan.FromTicks(reader.Signed())),
            Environment = Environment(ref reader),
            Sources = Sources(ref reader, open),
        };
        reader.End();
        return request;
    }

    private static List<KeyValuePair<string, string>> Environment(ref MessageReader reader)
    {
        var all = new List<KeyValuePair<string, string>>();
        for (var count = reader.Count(); count > 0; count--) all.Add(KeyValuePair.Create(reader.Text(), reader.Text()));
        return all;
    }

    private static List<SourceContent> Sources(ref MessageReader reader, Func<int, Stream> open)
    {
        var all = new List<SourceContent>();
        for (var count = reader.Count(); count > 0; count--)
        {
            var (place, name, sha256, sha1, length) = (all.Count, reader.Text(), reader.Text(), reader.Text(), reader.Signed());
            var enclosed = reader.Flag() ? reader.Raw(length) : null;
            all.Add(new SourceContent(name, sha256, sha1, length, () => enclosed is null ? open(place) : new MemoryStream(enclosed, writable: false)));
        }
        return all;
    }

    /// <summary>Null where it is not as long as it was or cannot be read; the host is told why when it asks.</summary>
    private static byte[]? Whole(SourceContent source)
    {
        try
        {
            using var content = source.Open();
            var bytes = new byte[source.Length];
            return content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && content.ReadByte() < 0 ? bytes : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
