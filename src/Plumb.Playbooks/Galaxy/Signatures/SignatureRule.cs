using System.Globalization;
using Plumb.Packages;

namespace Plumb.Playbooks.Galaxy.Signatures;

/// <summary>What signatures a collection has to have. Where none of it is asked for, no signature is looked at.</summary>
/// <param name="Keyring">The file of the keys that are trusted.</param>
public sealed record SignatureRule(string Keyring)
{
    /// <summary>How many signatures have to be good; null for every one that there is.</summary>
    public int? Count { get; init; } = 1;

    /// <summary>Whether a collection without any signature is refused.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What GnuPG says of signatures that are then passed over, such as NO_PUBKEY.</summary>
    public IReadOnlyList<string> IgnoredCodes { get; init; } = [];

    /// <summary>Takes in a count as people write it: a number or "all", with a plus before it where signatures have to be there.</summary>
    public SignatureRule Requiring(string count)
    {
        ArgumentNullException.ThrowIfNull(count);
        var isStrict = count.StartsWith('+');
        var plain = isStrict ? count[1..] : count;
        if (plain == "all") return this with { Count = null, IsStrict = isStrict };
        return int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? this with { Count = number, IsStrict = isStrict }
            : throw new FetchException($"'{count}' is not a valid signature verification count: \"all\" or a positive number is one, with a + before it where signatures are required.");
    }
}
