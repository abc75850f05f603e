namespace Plumb.Operations.Users;

/// <summary>The keys of an <c>authorized_keys</c> file in their order.</summary>
internal sealed class AuthorizedKeys
{
    private readonly List<AuthorizedKey> _keys = [];

    public static AuthorizedKeys Parse(string text)
    {
        var keys = new AuthorizedKeys();
        var lines = text.Split('\n');
        foreach (var line in text.EndsWith('\n') ? lines[..^1] : lines)
        {
            if (line.Length == 0 && lines.Length == 1) continue;
            var key = AuthorizedKey.Parse(line) ?? AuthorizedKey.Other(line);
            // The same line twice is kept once, where it came last.
            keys._keys.RemoveAll(k => k.Identity == key.Identity);
            keys._keys.Add(key);
        }
        return keys;
    }

    /// <summary>Sees to it that a key is there as it is given; one with other options or comment is replaced by it at the end.</summary>
    public bool Add(AuthorizedKey key)
    {
        var index = _keys.FindIndex(k => k.Identity == key.Identity);
        if (index >= 0 && _keys[index].SameAs(key)) return false;
        if (index >= 0) _keys.RemoveAt(index);
        _keys.Add(key);
        return true;
    }

    public bool Remove(AuthorizedKey key) => _keys.RemoveAll(k => k.Identity == key.Identity) > 0;

    /// <summary>Takes out all that is not in the set, comments too.</summary>
    public bool KeepOnly(IReadOnlySet<string> identities) => _keys.RemoveAll(k => !identities.Contains(k.Identity)) > 0;

    public string Render() => string.Concat(_keys.Select(k => k.Render() + "\n"));
}
