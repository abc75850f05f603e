namespace Plumb.Jinja.Values;

/// <summary>
/// A Python dictionary: any hashable keys, None too, in the order in which they were added. Keys that are text, which
/// nearly all are, are looked up without asking what else they might be equal to.
/// </summary>
public sealed class PyDict : IPyMapping
{
    private struct Entry
    {
        public int Hash;
        public int Next;
        public object? Key;
        public object? Value;
    }

    private const int End = -1;
    private const int SmallestSize = 4;

    private int[] buckets = [];
    private Entry[] entries = [];
    private int count;

    public PyDict() { }

    public PyDict(int capacity)
    {
        if (capacity > 0) Resize(capacity);
    }

    public PyDict(IEnumerable<KeyValuePair<object?, object?>> pairs)
    {
        foreach (var (key, value) in pairs) this[key] = value;
    }

    public int Count => count;

    public IEnumerable<object?> Keys => Entries.Select(e => e.Key);

    public IEnumerable<object?> Values => Entries.Select(e => e.Value);

    /// <summary>The entries in the order of addition; adding or removing some on the way is Python's fault.</summary>
    public IEnumerable<KeyValuePair<object?, object?>> Entries
    {
        get
        {
            var before = count;
            for (var i = 0; i < before; i++)
            {
                yield return EntryAt(i);
                if (count != before) throw new JinjaException("RuntimeError", "dictionary changed size during iteration");
            }
        }
    }

    public object? this[object? key]
    {
        get => TryGet(key, out var value) ? value : throw new JinjaException("KeyError", PyText.Repr(key));
        set => Set(key, value);
    }

    public bool TryGet(object? key, out object? value)
    {
        var index = Find(key, HashOf(key));
        value = index >= 0 ? entries[index].Value : null;
        return index >= 0;
    }

    /// <summary>The value of a key that is text, whose hash is known.</summary>
    internal bool TryGet(string key, int hash, out object? value)
    {
        var index = FindText(key, hash);
        value = index >= 0 ? entries[index].Value : null;
        return index >= 0;
    }

    internal static int HashOf(object? key) => key is string text ? string.GetHashCode(text) : PyEquality.Instance.GetHashCode(key);

    public bool ContainsKey(object? key) => Find(key, HashOf(key)) >= 0;

    public bool Remove(object? key) => Remove(key, out _);

    public bool Remove(object? key, out object? value)
    {
        var index = Find(key, HashOf(key));
        value = index >= 0 ? entries[index].Value : null;
        if (index < 0) return false;
        Array.Copy(entries, index + 1, entries, index, count - index - 1);
        entries[--count] = default;
        Rebuild();
        return true;
    }

    public void Clear() => (buckets, entries, count) = ([], [], 0);

    /// <summary>The entry at a position in the order of addition.</summary>
    public KeyValuePair<object?, object?> EntryAt(int index) => index < count
        ? new(entries[index].Key, entries[index].Value)
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Sets every entry of another mapping, in its order.</summary>
    public void Update(IPyMapping other)
    {
        foreach (var (key, value) in PyMappings.Entries(other)) this[key] = value;
    }

    public PyDict Copy() => new(Entries);

    private int Find(object? key, int hash)
    {
        if (key is string text) return FindText(text, hash);
        if (count == 0) return End;
        for (var i = buckets[hash & (buckets.Length - 1)]; i >= 0; i = entries[i].Next)
        {
            if (entries[i].Hash == hash && (ReferenceEquals(entries[i].Key, key) || PyEquality.AreEqual(entries[i].Key, key))) return i;
        }
        return End;
    }

    private int FindText(string key, int hash)
    {
        if (count == 0) return End;
        for (var i = buckets[hash & (buckets.Length - 1)]; i >= 0; i = entries[i].Next)
        {
            ref var entry = ref entries[i];
            if (entry.Hash != hash) continue;
            if (entry.Key is string text ? text == key : PyEquality.AreEqual(key, entry.Key)) return i;
        }
        return End;
    }

    private void Set(object? key, object? value)
    {
        var hash = HashOf(key);
        var index = Find(key, hash);
        if (index >= 0)
        {
            entries[index].Value = value;
            return;
        }
        if (count == entries.Length) Resize(Math.Max(SmallestSize, count * 2));
        ref var bucket = ref buckets[hash & (buckets.Length - 1)];
        entries[count] = new Entry { Hash = hash, Next = bucket, Key = key, Value = value };
        bucket = count++;
    }

    private void Resize(int capacity)
    {
        Array.Resize(ref entries, capacity);
        buckets = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, SmallestSize))];
        Rebuild();
    }

    private void Rebuild()
    {
        Array.Fill(buckets, End);
        for (var i = 0; i < count; i++)
        {
            ref var bucket = ref buckets[entries[i].Hash & (buckets.Length - 1)];
            entries[i].Next = bucket;
            bucket = i;
        }
    }
}
