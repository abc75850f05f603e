using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using Plumb.Engine.Applying;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Backends.Local.Journal;

/// <summary>
/// Appends to the journal file. One loop takes all that is queued, writes it, and flushes once: under load many changes
/// share a flush, and a single one waits for nothing but its own. Intents wait for the flush; outcomes only where so much
/// is queued that memory would fill.
/// </summary>
internal sealed class StateJournal : IStateJournal, IAsyncDisposable
{
    private const int MaxQueuedBytes = 4 << 20;

    private readonly SafeFileHandle _file;
    private readonly Channel<Entry> _queue = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writer;
    private readonly ConcurrentQueue<StateIntent> _unanswered = [];
    private readonly Lock _writing = new();
    private volatile Exception? _failure;
    private long _length;
    private int _queuedBytes;

    public StateJournal(string path)
    {
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        _writer = Task.Run(WriteQueuedAsync);
    }

    private readonly record struct Entry(byte[] Bytes, TaskCompletionSource? Written);

    /// <param name="unanswered">What an earlier run left open, so that it outlives this one too.</param>
    public ValueTask BeginAsync(string lineage, long serial, StateDocument? baseline, IEnumerable<OpenIntent> unanswered)
    {
        // All or nothing: changes that start from an unknown baseline would be put onto the wrong state.
        var start = Start(lineage, serial, unanswered);
        return AppendAsync(baseline is null ? start : [.. new JournalRecord(JournalRecordKind.Baseline, "", StateWriter.ToBytes(baseline)).ToBytes(), .. start]);
    }

    /// <summary>The first records of a journal that goes on from a stored state.</summary>
    public static byte[] Start(string lineage, long serial, IEnumerable<OpenIntent> unanswered)
    {
        var header = new JournalRecord(JournalRecordKind.Header, lineage, Encoding.ASCII.GetBytes(serial.ToString(CultureInfo.InvariantCulture)));
        IEnumerable<JournalRecord> boot = BootId.Current() is { } id ? [new JournalRecord(JournalRecordKind.Boot, id, default)] : [];
        return [.. unanswered.Select(i => new JournalRecord(JournalRecordKind.Intent, i.Address, IntentFormat.ToBytes(i with { IsAhead = false }))).Prepend(header).Concat(boot).SelectMany(r => r.ToBytes())];
    }

    public ValueTask IntendAsync(StateIntent intent, CancellationToken cancellation) =>
        AppendAsync(new JournalRecord(JournalRecordKind.Intent, intent.Address.ToString(), IntentFormat.ToBytes(intent)).ToBytes());

    /// <summary>Written past the queue and not flushed: an end of the process leaves it in the file, and what a flush would cost stands between two calls of a provider.</summary>
    public void Begin(StateIntent intent)
    {
        var bytes = new JournalRecord(JournalRecordKind.Begun, intent.Address.ToString(), Encoding.UTF8.GetBytes(intent.DeposedKey ?? "")).ToBytes();
        if (Write(bytes) is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    public ValueTask RecordAsync(StateOutcome outcome, CancellationToken cancellation)
    {
        var bytes = new JournalRecord(JournalRecordKind.Outcome, outcome.Address.ToString(), OutcomeFormat.ToBytes(outcome)).ToBytes();
        if (Volatile.Read(ref _queuedBytes) > MaxQueuedBytes) return AppendAsync(bytes);
        if (_failure is { } failure) return ValueTask.FromException(failure);
        Enqueue(new Entry(bytes, null));
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellation) => AppendAsync([]);

    /// <summary>The intent is in the file already; it outlives the file.</summary>
    public void LeaveUnanswered(StateIntent intent) => _unanswered.Enqueue(intent);

    /// <summary>Creations that a provider broke over in this run.</summary>
    public IReadOnlyList<OpenIntent> Unanswered => [.. _unanswered.Select(IntentFormat.Of).Where(i => i.Action == OpenIntent.Create)];

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        _file.Dispose();
    }

    /// <summary>What is under way is written whether or not the run is being cancelled: it has happened.</summary>
    private ValueTask AppendAsync(byte[] bytes)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(new Entry(bytes, written));
        return new ValueTask(written.Task);
    }

    private void Enqueue(Entry entry)
    {
        Interlocked.Add(ref _queuedBytes, entry.Bytes.Length);
        if (!_queue.Writer.TryWrite(entry)) throw new InvalidOperationException("The journal has ended.");
    }

    private async Task WriteQueuedAsync()
    {
        var waiting = new List<TaskCompletionSource>();
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (buffer.WrittenCount < MaxQueuedBytes && _queue.Reader.TryRead(out var entry))
            {
                buffer.Write(entry.Bytes);
                if (entry.Written is { } written) waiting.Add(written);
            }
            var failure = buffer.WrittenCount == 0 ? _failure : Append(buffer.WrittenSpan);
            Interlocked.Add(ref _queuedBytes, -buffer.WrittenCount);
            foreach (var written in waiting) Complete(written, failure);
            waiting.Clear();
            buffer.ResetWrittenCount();
        }
    }

    private Exception? Append(ReadOnlySpan<byte> bytes)
    {
        if (Write(bytes) is { } failure) return failure;
        try
        {
            RandomAccess.FlushToDisk(_file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failure = e;
        }
        return _failure;
    }

    /// <summary>After a failure nothing is appended any more: what a torn record hides must not follow it.</summary>
    private Exception? Write(ReadOnlySpan<byte> bytes)
    {
        lock (_writing)
        {
            if (_failure is not null) return _failure;
            try
            {
                RandomAccess.Write(_file, bytes, _length);
                _length += bytes.Length;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _failure = e;
                CutTo(_length);
            }
            return _failure;
        }
    }

    private void CutTo(long length)
    {
        try
        {
            RandomAccess.SetLength(_file, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The torn record stays as the last one, which reading the journal takes as never written.
        }
    }

    private static void Complete(TaskCompletionSource written, Exception? failure)
    {
        if (failure is null) written.SetResult();
        else written.SetException(failure);
    }
}
