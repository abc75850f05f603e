using System.Globalization;
using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Hashing;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>A password that is made once and kept in a file on the controller, in clear; it may be given hashed.</summary>
internal sealed record PasswordLookup(int Length, string? Encrypt, string Characters, string? Ident, object? Seed)
{
    private const string NoFile = "/dev/null";

    private static readonly string[] Names = ["length", "encrypt", "chars", "ident", "seed"];

    public static readonly Lookup Definition = new("password", call => [.. call.TextTerms().Select(term => Password(call, term))]);

    private static string Password(LookupCall call, string term)
    {
        var (relative, options) = Parse(call, term);
        var path = PosixPath.Absolute(HomePath.Expand(relative, call.Settings), call.Settings.BaseDirectory);
        if (path == NoFile) return options.Hashed(StoredPassword.Of(options.Make()), out _);

        using var held = call.Files.Lock(path);
        var known = call.Files.Read(path) is { } content ? StoredPassword.Parse(Encoding.UTF8.GetString(content).TrimEnd()) : null;
        var stored = known ?? StoredPassword.Of(options.Make());
        var password = options.Hashed(stored, out var complete);
        if (known != complete) call.Files.WritePrivate(path, Encoding.UTF8.GetBytes(complete.ToString() + "\n"));
        return password;
    }

    private static (string Path, PasswordLookup Options) Parse(LookupCall call, string term)
    {
        var (path, named) = ReadTerm(term);
        string[] unknown = [.. named.Keys.Except(Names)];
        if (unknown.Length > 0) throw TemplatingException.Failure($"Unrecognized parameter(s) given to password lookup: {string.Join(", ", unknown)}");

        object? Option(string name, object? otherwise = null) => named.TryGetValue(name, out var given) ? given : call.Option(name, otherwise);
        var length = PyText.Str(Option("length", 20L));
        return (path, new PasswordLookup(
            int.TryParse(length, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : throw TemplatingException.Python("ValueError", $"invalid literal for int() with base 10: '{length}'"),
            Option("encrypt") is { } encrypt && PyValues.Truth(encrypt) ? PyText.Str(encrypt) : null,
            PasswordCharacters.Of(Option("chars")),
            Option("ident") is { } ident && PyValues.Truth(ident) ? PyText.Str(ident) : null,
            Option("seed")));
    }

    private static (string Path, IReadOnlyDictionary<string, string> Named) ReadTerm(string term)
    {
        var space = term.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return (term, new Dictionary<string, string>());
        var (free, named) = KeyValueText.Parse(term[(space + 1)..]);
        if (free.Length == 0) return (term[..space], named);
        // Blanks in the path are allowed, words behind the options are not.
        var path = $"{term[..space]} {free}";
        return term.StartsWith(path, StringComparison.Ordinal) ? (path, named) : throw TemplatingException.Failure("Unrecognized value after key=value parameters given to password lookup");
    }

    private string Make()
    {
        if (Characters.Length == 0 && Length > 0) throw TemplatingException.Python("IndexError", "Cannot choose from an empty sequence");
        var random = RandomFilters.Generator(Seed);
        return string.Concat(Enumerable.Range(0, Math.Max(0, Length)).Select(_ => Characters[random.Below(Characters.Length)]));
    }

    /// <summary>The password, hashed where asked; and what is to be kept so that the next hash is the same.</summary>
    private string Hashed(StoredPassword stored, out StoredPassword complete)
    {
        complete = stored;
        if (Encrypt is null) return stored.Password;
        var algorithm = PasswordHash.Find(Encrypt);
        var ident = Ident ?? stored.Ident ?? algorithm?.Ident;
        if (Ident is not null && stored.Ident is not null && Ident != stored.Ident) throw TemplatingException.Failure($"The ident parameter provided ({Ident}) does not match the stored one ({stored.Ident}).");
        complete = stored with { Salt = stored.Salt ?? PasswordHash.RandomSalt(algorithm?.SaltSize ?? 8), Ident = ident };
        return PasswordHash.Compute(stored.Password, Encrypt, complete.Salt, null, null, ident);
    }
}
