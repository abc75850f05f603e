using System.Collections.Concurrent;
using System.Text;

namespace Plumb.EndToEnd.Plays;

/// <summary>Looks for texts that must not be found: in what was printed, in files, in the arguments and environments of processes.</summary>
internal sealed class SecretSearch(params IReadOnlyList<string> secrets)
{
    private const long LargestFile = 1 << 20;

    public IEnumerable<string> In(string text, string where) => secrets.Where(s => text.Contains(s, StringComparison.Ordinal)).Select(s => $"{s} in {where}");

    /// <summary>In all files below a folder but those below another.</summary>
    public IReadOnlyList<string> InFiles(string folder, string except) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(f => f != except && !f.StartsWith(except + "/", StringComparison.Ordinal)).SelectMany(f => In(Content(f), f))];

    /// <summary>Begins to look at the processes of this machine, as often as it can.</summary>
    public ProcessWatch WatchProcesses() => new(this);

    private static string Content(string path)
    {
        try
        {
            return new FileInfo(path) is { Length: < LargestFile } ? Encoding.Latin1.GetString(File.ReadAllBytes(path)) : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It went while it was looked for, or is no file to read: a socket, a device.
            return "";
        }
    }

    /// <summary>Looks until it is ended.</summary>
    internal sealed class ProcessWatch : IDisposable
    {
        private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
        private readonly CancellationTokenSource _ending = new();
        private readonly SecretSearch _search;
        private readonly Task _watching;

        public ProcessWatch(SecretSearch search)
        {
            _search = search;
            _watching = Task.Run(Watch);
        }

        /// <summary>What was found where.</summary>
        public async Task<IEnumerable<string>> EndAsync()
        {
            await _ending.CancelAsync();
            await _watching;
            return _seen.Keys;
        }

        public void Dispose() => _ending.Cancel();

        private void Watch()
        {
            while (!_ending.IsCancellationRequested)
            {
                foreach (var id in Processes.Parents().Keys.Where(i => i != Environment.ProcessId))
                {
                    foreach (var found in _search.In(Processes.CommandLine(id), $"the arguments of {id}").Concat(_search.In(Processes.Environment(id), $"the environment of {id}"))) _seen.TryAdd(found, true);
                }
                Thread.Sleep(2);
            }
        }
    }
}
