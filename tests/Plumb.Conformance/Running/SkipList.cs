using System.Collections.Frozen;

namespace Plumb.Conformance.Running;

/// <summary>
/// The cases that are not expected to pass and why: <c>skips.tsv</c>, exact names only. A listed case still runs, and
/// fails the run once it passes, so that the list stays true.
/// </summary>
internal sealed class SkipList
{
    private readonly FrozenDictionary<(string Suite, string Case), string> _reasons;

    private SkipList(FrozenDictionary<(string, string), string> reasons) => _reasons = reasons;

    public IEnumerable<(string Suite, string Case)> Entries => _reasons.Keys;

    public string? ReasonFor(string suite, string name) => _reasons.GetValueOrDefault((suite, name));

    /// <summary>Lines of suite, case and reason between tabs; a line that starts with # is a comment.</summary>
    public static SkipList Read(string path)
    {
        var reasons = new Dictionary<(string, string), string>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.Split('\t') is not [var suite, var name, { Length: > 0 } reason]) throw new FormatException($"{path}: not suite, case and reason: {line}");
            if (!reasons.TryAdd((suite, name), reason)) throw new FormatException($"{path}: {suite}/{name} is listed twice");
        }
        return new SkipList(reasons.ToFrozenDictionary());
    }
}
