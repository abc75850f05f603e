namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>A line of a password file: the password, and what its hash was made with.</summary>
internal sealed record StoredPassword(string Password, string? Salt, string? Ident)
{
    private const string SaltMark = " salt=";
    private const string IdentMark = " ident=";

    public static StoredPassword Of(string password) => new(password, null, null);

    public static StoredPassword Parse(string line)
    {
        var salt = line.LastIndexOf(SaltMark, StringComparison.Ordinal);
        if (salt < 0) return Of(line);
        var rest = line[(salt + SaltMark.Length)..];
        var ident = rest.LastIndexOf(IdentMark, StringComparison.Ordinal);
        return ident < 0 ? new(line[..salt], rest, null) : new(line[..salt], rest[..ident], rest[(ident + IdentMark.Length)..]);
    }

    public override string ToString() => Password + (Salt is null ? "" : SaltMark + Salt + (Ident is null ? "" : IdentMark + Ident));
}
