using System.Collections.Concurrent;
using Plumb.Core.Text;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Reading;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>Reads files of tasks, each once, however many hosts and loops include it.</summary>
internal sealed class TaskFileReader(ReadingContext context)
{
    private readonly ConcurrentDictionary<(string Path, bool AreHandlers), IReadOnlyList<PlayItem>> _read = [];
    private readonly ItemListReader _tasks = new(context, areHandlers: false);
    private readonly ItemListReader _handlers = new(context, areHandlers: true);

    /// <summary>The tasks of a file. A <see cref="LinkException"/> tells what is wrong with it.</summary>
    public IReadOnlyList<PlayItem> Read(string path, bool areHandlers, SourceSpan? place)
    {
        if (_read.TryGetValue((path, areHandlers), out var known)) return known;
        var before = context.Diagnostics.Count;
        var node = context.ReadFile(path);
        var items = node is null ? [] : (areHandlers ? _handlers : _tasks).Read(node, path);
        var faults = context.Diagnostics.Skip(before).Where(d => d.Severity == Core.Diagnostics.Severity.Error).ToList();
        if (faults.Count > 0) throw new LinkException(faults[0].Rule, faults[0].Subject ?? place, faults[0].Detail) { Diagnostics = faults };
        return _read[(path, areHandlers)] = items;
    }

    /// <summary>Finds a file from the nearest folder outwards; null where it is in none.</summary>
    public static string? Find(string name, IEnumerable<string> folders) => folders.Select(f => Path.GetFullPath(name, f)).FirstOrDefault(File.Exists);
}
