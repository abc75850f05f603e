using System.Diagnostics.CodeAnalysis;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Files;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// Reads module sources. What begins with <c>./</c> or <c>../</c> is local; what can be a registry's address is one;
/// everything else is an address to fetch from, shorthands among them.
/// </summary>
public static class ModuleSourceParser
{
    private const int MaxNameLength = 64;

    private static readonly string[] LocalPrefixes = ["./", "../", ".\\", "..\\"];

    /// <summary>Hosts that hold repositories, which a registry's address cannot mean.</summary>
    private static readonly string[] RepositoryHosts = ["github.com", "bitbucket.org", "gitlab.com"];

    public static bool TryParse(string text, [NotNullWhen(true)] out ModuleSource? source, [NotNullWhen(false)] out ModuleSourceFault? fault)
    {
        (source, fault) = (null, null);
        if (text.Length == 0)
        {
            fault = new ModuleSourceFault("it is empty");
            return false;
        }
        if (IsLocal(text)) source = ParseLocal(text);
        else if (TryParseRegistry(text, out var registry, out _)) source = registry;
        else return TryParseRemote(text, out source, out fault);
        return true;
    }

    /// <summary>Only a registry's address: what a call with a version must have.</summary>
    public static bool TryParseRegistry(string text, [NotNullWhen(true)] out RegistryModuleSource? source, [NotNullWhen(false)] out string? reason)
    {
        source = null;
        if (IsLocal(text)) return Fail("a local directory has no versions", out reason);
        if (!TrySplit(text, out var package, out var directory, out reason)) return false;
        var parts = package.Split('/');
        if (parts.Length is < 3 or > 4) return Fail("an address in a registry has the form [host/]namespace/name/system", out reason);

        var host = RegistryModuleSource.DefaultHost;
        if (parts.Length == 4)
        {
            if (!parts[0].Contains('.', StringComparison.Ordinal) || !HostName.TryNormalize(parts[0], out host))
                return Fail($"\"{parts[0]}\" is no host name of a registry", out reason);
            if (RepositoryHosts.Contains(host, StringComparer.Ordinal))
                return Fail($"{host} is not a registry, so its modules have no versions", out reason);
        }
        if (!IsName(parts[^3])) return Fail($"the namespace \"{parts[^3]}\" is invalid", out reason);
        if (!IsName(parts[^2])) return Fail($"the name \"{parts[^2]}\" is invalid", out reason);
        if (!IsSystem(parts[^1])) return Fail($"the target system \"{parts[^1]}\" is invalid", out reason);
        source = new RegistryModuleSource(host, parts[^3], parts[^2], parts[^1], directory);
        return true;
    }

    public static bool IsLocal(string text) => LocalPrefixes.Any(p => text.StartsWith(p, StringComparison.Ordinal));

    /// <summary>What a registry answered, to be fetched from an address only.</summary>
    public static bool TryParseRemote(string text, [NotNullWhen(true)] out ModuleSource? source, [NotNullWhen(false)] out ModuleSourceFault? fault)
    {
        (source, fault) = (null, null);
        if (!TrySplit(text, out var package, out var directory, out var reason))
        {
            fault = new ModuleSourceFault(reason);
            return false;
        }
        if (!RemoteAddress.TryNormalize(package, out var normal, out var inside, out fault)) return false;
        var subdirectory = inside.Length > 0 && directory.Length > 0 ? ModulePath.Join(inside, directory) : inside + directory;
        source = new RemoteModuleSource(normal, subdirectory);
        return true;
    }

    private static LocalModuleSource ParseLocal(string text)
    {
        var clean = ModulePath.Clean(text.Replace('\\', '/'));
        // Without the dot it could be taken for a registry's address.
        return new LocalModuleSource(clean.StartsWith("../", StringComparison.Ordinal) ? clean : "./" + clean);
    }

    /// <summary>Takes <c>//directory</c> off an address; the query after it stays with the address.</summary>
    private static bool TrySplit(string text, out string package, out string directory, [NotNullWhen(false)] out string? reason)
    {
        (package, directory, reason) = (text, "", null);
        var query = text.IndexOf('?', StringComparison.Ordinal);
        var end = query < 0 ? text.Length : query;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var from = scheme >= 0 && scheme < end ? scheme + 3 : 0;
        var at = text.IndexOf("//", from, end - from, StringComparison.Ordinal);
        if (at < 0) return true;
        package = text[..at] + text[end..];
        directory = ModulePath.Clean(text[(at + 2)..end].TrimStart('/'));
        if (directory == ".") directory = "";
        return directory != ".." && !directory.StartsWith("../", StringComparison.Ordinal)
            || Fail($"the subdirectory path \"{directory}\" leads out of the package", out reason);
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxNameLength && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsSystem(string text) =>
        text.Length is > 0 and <= MaxNameLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static bool Fail(string why, [NotNullWhen(false)] out string? reason)
    {
        reason = why;
        return false;
    }
}

/// <summary>Why a text is no module source; some texts look like a path that lacks its <c>./</c>.</summary>
public sealed record ModuleSourceFault(string Reason, bool MayBeLocal = false);
