using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Plumb.Playbooks.Templating;

/// <summary>The filters or tests of this program, and those that plugins have in their place or besides. Only the former can be listed.</summary>
internal sealed class PluggableNames<T>(IReadOnlyDictionary<string, T> own, Func<string, bool, T?> plugin) : IReadOnlyDictionary<string, T>
    where T : class
{
    public int Count => own.Count;

    public IEnumerable<string> Keys => own.Keys;

    public IEnumerable<T> Values => own.Values;

    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var isNative = own.TryGetValue(key, out var native);
        value = plugin(key, isNative) ?? native;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => own.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
