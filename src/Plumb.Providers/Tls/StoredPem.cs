using Plumb.Core.Values;
using Plumb.Provider.Authoring;

namespace Plumb.Providers.Tls;

/// <summary>
/// Arguments that are keys and certificates. Early versions of the official provider stored a hash of them; a state that still
/// has one takes the text itself without a new object.
/// </summary>
internal static class StoredPem
{
    /// <summary>Those of the arguments whose change makes a new object.</summary>
    public static IEnumerable<string> Of(ObjectValue? prior, params IEnumerable<string> names) => names.Where(name => IsPem(prior?.TextOf(name) ?? ""));

    private static bool IsPem(string text)
    {
        var end = text.TrimEnd('\n');
        return text.StartsWith("-----BEGIN ", StringComparison.Ordinal) && end.EndsWith("-----", StringComparison.Ordinal)
            && end.LastIndexOf("\n-----END ", StringComparison.Ordinal) > 0;
    }
}
