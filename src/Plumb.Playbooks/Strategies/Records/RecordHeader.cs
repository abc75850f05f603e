using System.Security.Cryptography;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>What a run was asked to do: the first line of its record. A run that resumes it is held against this.</summary>
internal sealed record RecordHeader
{
    /// <summary>Raised with every change that older programs cannot read.</summary>
    public const long Format = 1;

    private const int SaltLength = 16;

    // Sixteen bits tell a change, and tell nobody a value: too many guesses have the same ones.
    private const int VariableDigestLength = 4;

    public required byte[] Salt { get; init; }

    /// <summary>Digests of the extra variables by their names.</summary>
    public required PyDict ExtraVariables { get; init; }

    /// <summary>The tags wanted and left out, and the limit, as text.</summary>
    public required string Selection { get; init; }

    public static RecordHeader Of(RunSettings settings, byte[] salt, RecordKey key)
    {
        var digests = settings.ExtraVariables.Entries.Select(e => KeyValuePair.Create(e.Key, (object?)key.Digest(e.Value, VariableDigestLength)));
        return new RecordHeader { Salt = salt, ExtraVariables = new PyDict(digests), Selection = SelectionOf(settings) };
    }

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    public PyDict ToValues() => new()
    {
        ["plumb_run"] = Format,
        ["salt"] = Convert.ToBase64String(Salt),
        ["extra_vars"] = ExtraVariables,
        ["selection"] = Selection,
    };

    /// <summary>The header, or null where the line is none of this version.</summary>
    public static RecordHeader? Read(object? line) =>
        line is PyDict values && values.TryGet("plumb_run", out var version) && version is Format
        && values.TryGet("salt", out var salt) && salt is string text && values.TryGet("extra_vars", out var extra) && extra is PyDict digests && values.TryGet("selection", out var selection)
            ? new RecordHeader { Salt = Convert.FromBase64String(text), ExtraVariables = digests, Selection = selection as string ?? "" }
            : null;

    /// <summary>What the two differ in, in words.</summary>
    public IEnumerable<string> Changes(RecordHeader now)
    {
        var names = ExtraVariables.Keys.Concat(now.ExtraVariables.Keys).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(n => !PyValues.AreEqual(DigestOf(this, n), DigestOf(now, n))).ToList();
        if (names.Count > 0) yield return $"the extra variables {string.Join(", ", names)} are not what they were";
        if (Selection != now.Selection) yield return $"the run was made with {Selection}, and this one is with {now.Selection}";
    }

    private static object? DigestOf(RecordHeader header, string name) => header.ExtraVariables.TryGet(name, out var digest) ? digest : null;

    private static string SelectionOf(RunSettings settings)
    {
        var parts = new List<string> { $"the tags {string.Join(",", settings.WantedTags)}" };
        if (settings.SkippedTags.Count > 0) parts.Add($"without the tags {string.Join(",", settings.SkippedTags)}");
        if (settings.Check) parts.Add("in check mode");
        return string.Join(", ", parts);
    }
}
