using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Yaml;

/// <summary>
/// Makes values of nodes, in the model of templates: PyDict, PyList, PySet, string, long, DateOnly and so on. Text that holds a
/// template becomes <see cref="TemplateText"/>, unless it is tagged !unsafe; text tagged !vault becomes <see cref="VaultedText"/>, which
/// is decrypted when first asked for. Faults are diagnostics, and null stands for the value.
/// </summary>
public sealed class VariableReader(VaultSecrets vault, DiagnosticBag diagnostics)
{
    // An anchored collection is one object wherever its aliases stand, as in Python.
    private readonly Dictionary<YamlNode, object?> _collections = new(ReferenceEqualityComparer.Instance);

    public DuplicateKeys DuplicateKeys { get; init; }

    public object? Read(YamlNode node) => Read(node, trusted: true);

    private object? Read(YamlNode node, bool trusted)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node is YamlScalar scalar) return ReadScalar(scalar, trusted);
        if (_collections.TryGetValue(node, out var known)) return known;
        var value = node switch
        {
            YamlSequence sequence => ReadSequence(sequence, trusted),
            YamlMapping mapping => ReadMapping(mapping, trusted),
            _ => null,
        };
        return _collections[node] = value;
    }

    private object? ReadScalar(YamlScalar scalar, bool trusted)
    {
        var tag = scalar.Tag switch
        {
            null => scalar.Style == ScalarStyle.Plain ? ScalarTypes.Resolve(scalar.Text) : CoreTags.Text,
            "!" => ScalarTypes.Resolve(scalar.Text),
            var written => written,
        };
        switch (tag)
        {
            case CoreTags.Text or CoreTags.Prefix + "python/unicode" or CoreTags.Prefix + "python/str":
                return trusted && TemplateText.IsTemplate(scalar.Text) ? new TemplateText(scalar.Text) : scalar.Text;
            case "!unsafe":
                return scalar.Text;
            case "!vault" or "!vault-encrypted":
                return new VaultedText(scalar.Text, vault, scalar.Span, trusted);
            case CoreTags.Null or CoreTags.Bool or CoreTags.Int or CoreTags.Float or CoreTags.Timestamp or CoreTags.Binary:
                if (ScalarValues.TryRead(tag, scalar.Text, out var value, out var fault)) return value;
                diagnostics.Add(YamlRules.Value, scalar.Span, fault);
                return null;
            default:
                return Refuse(scalar, tag);
        }
    }

    private object? ReadSequence(YamlSequence sequence, bool trusted)
    {
        switch (sequence.Tag)
        {
            case null or "!" or CoreTags.Sequence:
                return new PyList(sequence.Items.Select(item => Read(item, trusted)).ToList());
            case "!unsafe":
                return new PyList(sequence.Items.Select(item => Read(item, trusted: false)).ToList());
            case CoreTags.OrderedMapping or CoreTags.Pairs:
                return ReadPairs(sequence, trusted);
            default:
                return Refuse(sequence, sequence.Tag);
        }
    }

    private object? ReadMapping(YamlMapping mapping, bool trusted)
    {
        switch (mapping.Tag)
        {
            case null or "!" or CoreTags.Mapping or CoreTags.Prefix + "python/dict":
                return ReadEntries(mapping, trusted);
            case "!unsafe":
                return ReadEntries(mapping, trusted: false);
            case CoreTags.Set:
                return new PySet(ReadEntries(mapping, trusted).Keys);
            default:
                return Refuse(mapping, mapping.Tag);
        }
    }

    private PyList ReadPairs(YamlSequence sequence, bool trusted)
    {
        var pairs = new List<object?>();
        foreach (var item in sequence.Items)
        {
            if (item is YamlMapping { Entries: [var entry] } && TryReadKey(entry.Key, out var key)) pairs.Add(new PyTuple(key, Read(entry.Value, trusted)));
            else diagnostics.Add(YamlRules.Value, item.Span, "Each element of a list of pairs is a mapping with one key.");
        }
        return new PyList(pairs);
    }

    private PyDict ReadEntries(YamlMapping mapping, bool trusted)
    {
        var merged = new MergedEntries(diagnostics).Flatten(mapping);
        var values = new PyDict(merged.Count);
        foreach (var (entry, isOwn) in merged)
        {
            if (!TryReadKey(entry.Key, out var key)) continue;
            if (isOwn && values.ContainsKey(key)) ReportDuplicate(mapping, merged, entry, key);
            values[key] = Read(entry.Value, trusted);
        }
        return values;
    }

    /// <summary>Keys are never templates.</summary>
    private bool TryReadKey(YamlNode node, out object? key)
    {
        key = null;
        if (node is not YamlScalar scalar)
        {
            diagnostics.Add(new Diagnostic(YamlRules.Key, node.Span, "A key is text, a number or the like.")
            {
                Help = node.Span.Text.StartsWith('{') ? "If this is a template, put the whole value in quotes." : null,
            });
            return false;
        }
        key = scalar is { Tag: null, Style: ScalarStyle.Plain, Text: "=" } ? "=" : ReadScalar(scalar, trusted: false);
        return true;
    }

    private void ReportDuplicate(YamlMapping mapping, IReadOnlyList<(YamlEntry Entry, bool IsOwn)> entries, YamlEntry entry, object? key)
    {
        if (DuplicateKeys == DuplicateKeys.Ignore) return;
        var first = entries.FirstOrDefault(e => e.IsOwn && e.Entry != entry && e.Entry.Key is YamlScalar other && entry.Key is YamlScalar written && other.Text == written.Text).Entry;
        // A key of a merged mapping is there to be overridden.
        if (first is null || first.Key.Span.Start > entry.Key.Span.Start) return;
        diagnostics.Add(new Diagnostic(DuplicateKeys == DuplicateKeys.Warn ? YamlRules.DuplicateKey : YamlRules.DuplicateKeyRefused, entry.Key.Span, $"The key {PyValues.Repr(key)} is in this mapping already; the last value counts.")
        {
            Context = mapping.Span,
            Notes = [new DiagnosticNote("It was written here before.", first.Key.Span)],
            Help = "Remove one of them.",
        });
    }

    private object? Refuse(YamlNode node, string tag)
    {
        diagnostics.Add(YamlRules.Tag, node.Span, $"There is no type for the tag {(tag.StartsWith(CoreTags.Prefix, StringComparison.Ordinal) ? "!!" + tag[CoreTags.Prefix.Length..] : tag)} here.");
        return null;
    }
}
