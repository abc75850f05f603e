namespace Plumb.Operations.Users;

/// <summary>A line of <c>authorized_keys</c>: a key with its options and comment, or a line that is no key and is left as it is.</summary>
internal sealed record AuthorizedKey(string Key, string? Type, IReadOnlyList<KeyValuePair<string, string?>> Options, string Comment)
{
    private static readonly string[] Types =
    [
        "sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com", "webauthn-sk-ecdsa-sha2-nistp256@openssh.com", "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp256-cert-v01@openssh.com", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp521",
        "ecdsa-sha2-nistp521-cert-v01@openssh.com", "sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519-cert-v01@openssh.com", "ssh-ed25519",
        "ssh-ed25519-cert-v01@openssh.com", "ssh-dss", "ssh-rsa", "ssh-xmss@openssh.com", "ssh-xmss-cert-v01@openssh.com", "rsa-sha2-256", "rsa-sha2-512",
        "ssh-rsa-cert-v01@openssh.com", "rsa-sha2-256-cert-v01@openssh.com", "rsa-sha2-512-cert-v01@openssh.com", "ssh-dss-cert-v01@openssh.com",
    ];

    /// <summary>By which a line is found again: the key itself, or all of a line that is none.</summary>
    public string Identity => Key;

    public static AuthorizedKey Other(string line) => new(line, null, [], "");

    /// <summary>Reads a line; null where it is neither a key nor a comment.</summary>
    public static AuthorizedKey? Parse(string line)
    {
        var words = line.Replace(@"\#", "#", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is ["#", ..] or [['#', ..], ..]) return Other(line);
        var type = Array.FindIndex(words, w => Types.Contains(w));
        if (type < 0 || type + 1 >= words.Length) return null;
        return new AuthorizedKey(words[type + 1], words[type], ParseOptions(string.Join(' ', words[..type])), string.Join(' ', words[(type + 2)..]));
    }

    /// <summary>Reads options, which commas divide unless they are in quotes.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> ParseOptions(string text)
    {
        var options = new List<KeyValuePair<string, string?>>();
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"') isQuoted = !isQuoted;
            if (i < text.Length && (isQuoted || text[i] != ',')) continue;
            var part = text[start..i];
            start = i + 1;
            if (part.Length == 0) continue;
            options.Add(part.Split('=', 2) is [var name, var value] ? new(name, value) : new(part, null));
        }
        return options;
    }

    public bool SameAs(AuthorizedKey other) =>
        Key == other.Key && Type == other.Type && Comment == other.Comment
        && OptionsByName(Options).SequenceEqual(OptionsByName(other.Options));

    public string Render()
    {
        if (Type is null) return Key;
        var options = string.Join(',', Options.Select(o => o.Value is null ? o.Key : $"{o.Key}={o.Value}"));
        return $"{(options.Length > 0 ? options + " " : "")}{Type} {Key} {Comment}";
    }

    private static IEnumerable<KeyValuePair<string, string?>> OptionsByName(IEnumerable<KeyValuePair<string, string?>> options) =>
        options.OrderBy(o => o.Key, StringComparer.Ordinal);
}
