using System.Globalization;
using System.Text;
using Plumb.Core.Text;
using Plumb.Hcl.Parsing;
using Plumb.Core.Values;

namespace Plumb.Cli.Rendering.Plans;

/// <summary>
/// Writes what becomes of values, one under the other: a sign, a label, and the value, or both where it changes. Inside
/// collections and texts only what changes is shown, with what is next to it. The layout is the peer's.
/// </summary>
internal sealed partial class DifferenceWriter(StringBuilder text, Signs signs)
{
    private const int Step = 4;

    /// <summary>The paths whose change forces a replacement, from the root of the value that is being written.</summary>
    public IReadOnlyList<ValuePath> Replacing { get; init; } = [];

    /// <summary>Writes one value of an object, from its sign's column on.</summary>
    /// <param name="label">The name with the equals sign and the space after it, or nothing.</param>
    /// <param name="path">Where it is, as far as something forces a replacement; else null.</param>
    public void Write(string label, Value? before, Value? after, int column, ValuePath? path)
    {
        WarnOfMarks(before, after, column);
        WriteEntry(label, before, after, new Place(column, path));
    }

    /// <summary>One line of its own, such as what is hidden, in the column of the labels.</summary>
    public void WriteNote(string note, int column) => text.Append(' ', column + 2).Append(signs.Dim(note)).Append('\n');

    public void WriteHidden(int count, string what, int column)
    {
        if (count > 0) WriteNote(string.Create(CultureInfo.InvariantCulture, $"# ({count} unchanged {what}{(count == 1 ? "" : "s")} hidden)"), column);
    }

    private void WarnOfMarks(Value? before, Value? after, int column)
    {
        if (before is null or { IsNull: true } || after is null or { IsNull: true } or { Unmarked: UnknownValue } || before.Marks.IsSensitive == after.Marks.IsSensitive) return;
        var what = after.Marks.IsSensitive
            ? "be marked as sensitive and will not display in UI output after applying this change"
            : "no longer be marked as sensitive after applying this change";
        var value = before.Unmarked.Equals(after.Unmarked) ? " The value is unchanged." : "";
        text.Append(' ', column).Append(signs.Yellow("# Warning:")).Append($" this attribute value will {what}.{value}\n");
    }

    private void WriteEntry(string label, Value? before, Value? after, Place place)
    {
        var sign = before is { IsNull: false } && after is { IsNull: false } && before.Marks.IsSensitive != after.Marks.IsSensitive
            ? ChangeSign.Changed
            : Signs.Between(before, after);
        sign = place.Sign ?? sign;
        text.Append(' ', place.Column).Append(signs.Of(place.HidesSign ? ChangeSign.Same : sign)).Append(' ').Append(label);
        WriteBody(before, after, sign, place);
        if (sign == ChangeSign.Removed && place.SaysNull) text.Append(signs.Dim(" -> null"));
        text.Append(place.Tail).Append('\n');
    }

    private void WriteBody(Value? before, Value? after, ChangeSign sign, Place place)
    {
        if (before?.Marks.IsSensitive == true || after?.Marks.IsSensitive == true) text.Append("(sensitive value)").Append(Forces(place, deep: true));
        else if (before?.Marks.IsEphemeral == true || after?.Marks.IsEphemeral == true) text.Append("(ephemeral value)").Append(Forces(place, deep: true));
        else if (after?.Unmarked is UnknownValue) WriteUnknown(before, place);
        else if (before is null or { IsNull: true } || after is null or { IsNull: true }) WriteOne(before is { IsNull: false } ? before : after, sign, place);
        else if (sign == ChangeSign.Same) WriteOne(after, sign, place);
        else WriteChange(before.Unmarked, after.Unmarked, place);
    }

    private void WriteUnknown(Value? before, Place place)
    {
        if (before is { IsNull: false } and not { Unmarked: UnknownValue })
        {
            WriteOne(before, before is NamedValues or SequenceValue ? ChangeSign.Removed : ChangeSign.Same, place with { Path = null });
            text.Append(" -> ");
        }
        text.Append("(known after apply)").Append(Forces(place, deep: true));
    }

    /// <summary>A value that comes, goes or stays as a whole: everything in it has the same sign.</summary>
    private void WriteOne(Value? value, ChangeSign sign, Place place)
    {
        switch (value?.Unmarked)
        {
            case null or NullValue: text.Append(signs.Dim("null")); break;
            case StringValue { Text: var one }: WriteString(one, sign, place); return;
            case NamedValues { Count: 0 }: text.Append("{}"); break;
            case SequenceValue { Count: 0 }: text.Append("[]"); break;
            case NamedValues named:
                Open('{', place);
                var labels = Labels([.. named.Entries.Select(e => e.Key)], named is MapValue);
                var inside = place.Inside(null);
                foreach (var (label, (_, element)) in labels.Zip(named.Entries)) WriteWhole(label, element, sign, inside);
                Close('}', place);
                return;
            case SequenceValue sequence:
                Open('[', place);
                foreach (var element in sequence.Elements) WriteWhole("", element, sign, place.Inside(null) with { Tail = "," });
                Close(']', place);
                return;
            case var plain: text.Append(Primitive(plain)); break;
        }
        text.Append(Forces(place, deep: true));
    }

    private void WriteWhole(string label, Value element, ChangeSign sign, Place place) =>
        WriteEntry(label, sign == ChangeSign.Added ? null : element, sign == ChangeSign.Removed ? null : element, place with { Sign = sign, SaysNull = false });

    private void WriteChange(Value before, Value after, Place place)
    {
        switch (before, after)
        {
            case (NamedValues from, NamedValues to): WriteNamed(from, to, place); break;
            case (SetValue from, SetValue to): WriteSet(from, to, place); break;
            case (SequenceValue from, SequenceValue to): WriteSequence(from, to, place); break;
            case (StringValue from, StringValue to): WriteStrings(from.Text, to.Text, place); break;
            default:
                WriteOne(before, ChangeSign.Removed, place with { Path = null });
                text.Append(" -> ");
                WriteOne(after, ChangeSign.Added, place);
                break;
        }
    }

    private void WriteNamed(NamedValues before, NamedValues after, Place place)
    {
        Open('{', place);
        var names = before.Entries.Concat(after.Entries).Select(e => e.Key).Distinct().Order(Utf8Order.Instance).ToArray();
        string[] changed = [.. names.Where(n => !AreSame(before[n], after[n]))];
        var labels = Labels(changed, before is MapValue || after is MapValue);
        foreach (var (label, name) in labels.Zip(changed)) WriteEntry(label, before[name], after[name], place.Inside(place.Path?.Attribute(name)));
        WriteHidden(names.Length - changed.Length, before is MapValue ? "element" : "attribute", place.Column + Step);
        Close('}', place);
    }

    private void WriteSet(SetValue before, SetValue after, Place place)
    {
        Open('[', place with { Path = place.Path is { } path && Replacing.Any(r => r.StartsWith(path)) ? path : null });
        var inside = place.Inside(null) with { Tail = ",", SaysNull = false };
        var kept = after.Elements.ToHashSet();
        var (old, hidden) = (before.Elements.ToHashSet(), 0);
        foreach (var element in before.Elements)
        {
            if (kept.Contains(element)) hidden++;
            else WriteEntry("", element, null, inside);
        }
        foreach (var element in after.Elements.Where(e => !old.Contains(e))) WriteEntry("", null, element, inside);
        WriteHidden(hidden, "element", place.Column + Step);
        Close(']', place);
    }

    private void WriteSequence(SequenceValue before, SequenceValue after, Place place)
    {
        Open('[', place);
        var pairs = ElementAlignment.Align(before.Elements, after.Elements, static (a, b) => a.Type.GetType() == b.Type.GetType() || b is UnknownValue);
        var hidden = 0;
        for (var i = 0; i < pairs.Count; i++)
        {
            var (from, to) = (At(before, pairs[i].Before), At(after, pairs[i].After));
            var isNear = !IsKept(i) || (i > 0 && !IsKept(i - 1)) || (i + 1 < pairs.Count && !IsKept(i + 1));
            if (!isNear)
            {
                hidden++;
                continue;
            }
            WriteHidden(hidden, "element", place.Column + Step);
            hidden = 0;
            var path = place.Path?.Index(Value.Number(Math.Max(pairs[i].Before, pairs[i].After)));
            WriteEntry("", from, to, place.Inside(path) with { Tail = ",", SaysNull = false, Sign = IsKept(i) ? ChangeSign.Same : null });
        }
        WriteHidden(hidden, "element", place.Column + Step);
        Close(']', place);

        bool IsKept(int i) => pairs[i] is { Before: >= 0, After: >= 0 } pair && AreSame(before[pair.Before], after[pair.After]);
        static Value? At(SequenceValue sequence, int index) => index < 0 ? null : sequence[index];
    }

    private void Open(char bracket, Place place) => text.Append(bracket).Append(Forces(place, deep: false)).Append('\n');

    private void Close(char bracket, Place place) => text.Append(' ', place.Column + 2).Append(bracket);

    private static bool AreSame(Value? before, Value? after) =>
        before is null or { IsNull: true } ? after is null or { IsNull: true } : after is not null && before.Equals(after);

    /// <summary>Each name as it is written, filled up to the longest.</summary>
    private static string[] Labels(string[] names, bool quoted)
    {
        var written = Array.ConvertAll(names, n => quoted || !Identifiers.IsValid(n) ? Quoted(n) : n);
        var width = written.Length == 0 ? 0 : written.Max(w => w.Length);
        return Array.ConvertAll(written, w => w.PadRight(width) + " = ");
    }

    private string Forces(Place place, bool deep) =>
        Replacing.Count > 0 && place.Path is { } path && Replacing.Any(r => deep ? r.StartsWith(path) : r.Equals(path)) ? signs.Red(" # forces replacement") : "";

    private static string Primitive(Value value) => value switch
    {
        NumberValue n => n.Number.ToString(),
        BoolValue b => b.IsTrue ? "true" : "false",
        _ => "(known after apply)",
    };

    private static string Quoted(string value) => GoQuotedText.AppendQuoted(new StringBuilder(value.Length + 2), value).ToString();

    /// <summary>Where a value is written, and what its surroundings ask for.</summary>
    /// <param name="Column">The column of the sign.</param>
    /// <param name="Path">Its path, as far as something forces a replacement; else null.</param>
    private sealed record Place(int Column, ValuePath? Path)
    {
        /// <summary>What follows it: the comma of an element.</summary>
        public string Tail { get; init; } = "";

        /// <summary>Whether one that is removed is said to become null; inside what goes as a whole it is not.</summary>
        public bool SaysNull { get; init; } = true;

        /// <summary>The sign of what it is part of, where that comes, goes or stays as a whole.</summary>
        public ChangeSign? Sign { get; init; }

        /// <summary>Whether what is around it has its sign already.</summary>
        public bool HidesSign { get; init; }

        public Place Inside(ValuePath? path) => new(Column + Step, path);
    }
}
