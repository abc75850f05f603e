using Plumb.Core.Values;

namespace Plumb.Cli.Rendering.Plans;

/// <summary>
/// A provider may answer with what it was given, in another attribute that nobody marked: <c>output</c> of
/// <c>terraform_data</c> repeats <c>input</c>. A text that is a secret in one place of an object is one in all of it.
/// </summary>
internal static class EchoedSecrets
{
    /// <summary>Shorter texts, such as "on" or a port, would mask what has nothing to do with them.</summary>
    private const int ShortestSecret = 4;

    /// <summary>The same values with every text marked that is marked somewhere in any of them.</summary>
    public static Value[] Mark(params Value[] versions)
    {
        if (!versions.Any(v => v.ContainsMarked)) return versions;
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions) Collect(version, false, secrets);
        return secrets.Count == 0 ? versions : [.. versions.Select(v => Mask(v, secrets))];
    }

    private static void Collect(Value value, bool isSecret, HashSet<string> secrets)
    {
        isSecret |= value.Marks.IsSensitive;
        if (!isSecret && !value.ContainsMarked) return;
        switch (value.Unmarked)
        {
            case StringValue { Text.Length: >= ShortestSecret } text when isSecret: secrets.Add(text.Text); break;
            case NamedValues named: foreach (var (_, element) in named.Entries) Collect(element, isSecret, secrets); break;
            case SequenceValue sequence: foreach (var element in sequence.Elements) Collect(element, isSecret, secrets); break;
        }
    }

    private static Value Mask(Value value, HashSet<string> secrets) => ValueOperations.Transform(
        value, (_, one) => one is StringValue text && secrets.Contains(text.Text) ? one.WithMark(Core.Values.Mark.Sensitive) : one);
}
