using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// Brings addresses to fetch from into the form <c>[getter::]url</c>: shorthands of well-known hosts, the form of SSH that
/// scp has, absolute paths. The forms are those of Terraform's module sources.
/// </summary>
internal static class RemoteAddress
{
    private static readonly SearchValues<char> LowerAlphanumeric = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");

    /// <summary>Address without subdirectory in; normal form out, with a subdirectory that the shorthand held.</summary>
    internal static bool TryNormalize(string text, [NotNullWhen(true)] out string? normal, out string directory, [NotNullWhen(false)] out ModuleSourceFault? fault)
    {
        (normal, directory, fault) = (null, "", null);
        var (forced, rest) = SplitGetter(text);
        if (HasScheme(rest))
        {
            normal = text;
            return true;
        }
        var (address, query) = SplitQuery(rest);
        if (address.StartsWith("github.com/", StringComparison.Ordinal) || address.StartsWith("bitbucket.org/", StringComparison.Ordinal))
            return TryRepository(address, query, out normal, out directory, out fault);
        if (ScpForm(address) is { } ssh)
        {
            (normal, fault) = ("git::" + ssh + query, null);
            return true;
        }
        if (CloudStorage(address) is { } storage)
        {
            normal = storage + query;
            return true;
        }
        if (address.StartsWith('/'))
        {
            normal = (forced.Length > 0 ? forced + "::" : "") + "file://" + address + query;
            return true;
        }
        fault = new ModuleSourceFault("it is neither an address nor a path that begins with \"./\" or \"../\"", MayBeLocal: true);
        return false;
    }

    /// <summary>The getter that is named before <c>::</c>; empty where the address itself tells.</summary>
    internal static (string Getter, string Address) SplitGetter(string text)
    {
        var at = text.IndexOf("::", StringComparison.Ordinal);
        return at > 0 && text.AsSpan(0, at).IndexOfAnyExcept(LowerAlphanumeric) < 0 ? (text[..at], text[(at + 2)..]) : ("", text);
    }

    internal static (string Address, string Query) SplitQuery(string text)
    {
        var at = text.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[at..]);
    }

    private static bool HasScheme(string text)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        return at > 0 && text.AsSpan(0, at).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static bool TryRepository(string address, string query, [NotNullWhen(true)] out string? normal, out string directory, [NotNullWhen(false)] out ModuleSourceFault? fault)
    {
        (normal, directory, fault) = (null, "", null);
        var parts = address.Split('/');
        if (parts.Length < 3 || parts[1].Length == 0 || parts[2].Length == 0)
        {
            fault = new ModuleSourceFault($"an address on {parts[0]} has the form {parts[0]}/user/repository");
            return false;
        }
        var repository = parts[2].EndsWith(".git", StringComparison.Ordinal) ? parts[2] : parts[2] + ".git";
        normal = $"git::https://{parts[0]}/{parts[1]}/{repository}{query}";
        directory = string.Join('/', parts[3..]);
        return true;
    }

    /// <summary><c>user@host:path</c> as an address of SSH.</summary>
    private static string? ScpForm(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var colon = at < 0 ? -1 : address.IndexOf(':', at);
        if (at <= 0 || colon <= at + 1 || address.AsSpan(0, colon).Contains('/')) return null;
        return $"ssh://{address[..colon]}/{address[(colon + 1)..].TrimStart('/')}";
    }

    private static string? CloudStorage(string address)
    {
        if (address.StartsWith("www.googleapis.com/storage/v1/", StringComparison.Ordinal)) return "gcs::https://" + address;
        var host = address.Split('/')[0];
        return host.EndsWith(".amazonaws.com", StringComparison.Ordinal) && host.Contains("s3", StringComparison.Ordinal) ? "s3::https://" + address : null;
    }
}
