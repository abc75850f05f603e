using System.Text;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Cli.Rendering.Plans;

/// <summary>
/// Writes the body of a resource or of a block in it: attributes first, aligned, then nested blocks. Attributes that are
/// null on both sides are left out, unchanged ones counted, but for those that people know an object by.
/// </summary>
internal sealed class ObjectWriter(StringBuilder text, Signs signs, IReadOnlyList<ValuePath> replacing)
{
    private const int Step = 4;
    private static readonly string[] Telling = ["id", "name", "tags"];

    private readonly DifferenceWriter _values = new(text, signs) { Replacing = replacing };

    /// <summary>Whether unchanged values are shown as changed ones are.</summary>
    public bool ShowsAll { get; init; }

    /// <param name="block">Null where the schema is not at hand: then everything is an attribute.</param>
    /// <param name="column">The column of the signs.</param>
    public void Write(BlockSchema? block, Value before, Value after, int column) =>
        Write(block, before, after, column, replacing.Count > 0 ? ValuePath.Root : null);

    private void Write(BlockSchema? block, Value before, Value after, int column, ValuePath? path)
    {
        var (old, now) = (before.Unmarked as NamedValues, after.Unmarked as NamedValues);
        var isWhole = ShowsAll || old is null || now is null;
        var (shown, width, hidden) = (new List<string>(), 0, 0);
        foreach (var name in AttributesOf(block, old, now))
        {
            var (from, to) = (old?[name], now?[name]);
            if (IsShown(name, from, to, isWhole))
            {
                shown.Add(name);
                width = Math.Max(width, name.Length);
            }
            else if ((from ?? to) is { IsNull: false }) hidden++;
        }
        foreach (var name in shown) _values.Write(name.PadRight(width) + " = ", old?[name], now?[name], column, path?.Attribute(name));
        _values.WriteHidden(hidden, "attribute", column);
        if (block is not null) WriteBlocks(block, old, now, column, path);
    }

    /// <summary>What one or the other has that is not a block, in order.</summary>
    private static List<string> AttributesOf(BlockSchema? block, NamedValues? old, NamedValues? now)
    {
        var names = new List<string>((old?.Count ?? 0) + (now?.Count ?? 0));
        foreach (var (name, _) in old?.Entries ?? [])
            if (block?.FindBlock(name) is null) names.Add(name);
        foreach (var (name, _) in now?.Entries ?? [])
            if (old?[name] is null && block?.FindBlock(name) is null) names.Add(name);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static bool IsShown(string name, Value? before, Value? after, bool isWhole) =>
        (before ?? after) is { } any && (!any.IsNull || after is { IsNull: false })
        && (isWhole || Telling.Contains(name) || before is null || after is null || !before.Equals(after));

    private void WriteBlocks(BlockSchema block, NamedValues? old, NamedValues? now, int column, ValuePath? path)
    {
        var hidden = 0;
        foreach (var nested in block.Blocks.OrderBy(b => b.Name, StringComparer.Ordinal))
        {
            var (before, after) = (old?[nested.Name], now?[nested.Name]);
            var at = path?.Attribute(nested.Name);
            if (before?.Marks.IsSensitive == true || after?.Marks.IsSensitive == true) WriteOpaque(nested.Name, "# At least one attribute in this block is (or was) sensitive,\n# so its contents will not be displayed.", before, after, column);
            else if (after?.Unmarked is UnknownValue) WriteOpaque(nested.Name, "(known after apply)", before, after, column);
            else
            {
                foreach (var pair in Pairs(nested, before?.Unmarked, after?.Unmarked)) hidden += WriteBlock(nested, pair, column, at);
            }
        }
        if (hidden > 0) text.Append('\n');
        _values.WriteHidden(hidden, "block", column);
    }

    /// <summary>1 where it is unchanged, and not shown.</summary>
    private int WriteBlock(NestedBlockSchema nested, BlockPair pair, int column, ValuePath? path)
    {
        if (!ShowsAll && pair is { Before: { } one, After: { } other } && one.Equals(other)) return 1;
        var (before, after) = (pair.Before ?? Value.DynamicNull, pair.After ?? Value.DynamicNull);
        var at = pair.Key is { } key ? path?.Index(key) : path;
        var forces = at is not null && replacing.Any(r => r.Equals(at)) ? signs.Red(" # forces replacement") : "";
        var label = nested.Nesting == NestingMode.Map && pair.Key is StringValue name ? $"{nested.Name} \"{name.Text}\" {{" : $"{nested.Name} {{";
        text.Append('\n').Append(' ', column).Append(signs.Of(Signs.Between(pair.Before, pair.After))).Append(' ').Append(label).Append(forces).Append('\n');
        Write(nested.Block, before, after, column + Step, at);
        text.Append(' ', column + 2).Append("}\n");
        return 0;
    }

    private void WriteOpaque(string name, string content, Value? before, Value? after, int column)
    {
        text.Append('\n').Append(' ', column).Append(signs.Of(Signs.Between(before, after))).Append(' ').Append(name).Append(" {\n");
        foreach (var line in content.Split('\n')) text.Append(' ', column + Step + 2).Append(line).Append('\n');
        text.Append(' ', column + 2).Append("}\n");
    }

    private static IEnumerable<BlockPair> Pairs(NestedBlockSchema nested, Value? before, Value? after)
    {
        if (before is SetValue or NullValue or null && after is SetValue or NullValue or null && (before as SetValue ?? after) is SetValue) return SetPairs(before as SetValue, after as SetValue);
        if ((before as SequenceValue ?? after as SequenceValue) is not null) return SequencePairs((before as SequenceValue)?.Elements ?? [], (after as SequenceValue)?.Elements ?? []);
        if (nested.Nesting == NestingMode.Map) return MapPairs(before as NamedValues, after as NamedValues);
        return before is { IsNull: false } || after is { IsNull: false } ? [new BlockPair(null, OrNull(before), OrNull(after))] : [];
    }

    private static IEnumerable<BlockPair> SequencePairs(IReadOnlyList<Value> before, IReadOnlyList<Value> after) =>
        ElementAlignment.Align(before, after, static (_, _) => true)
            .Select(p => new BlockPair(Value.Number(Math.Max(p.Before, p.After)), p.Before < 0 ? null : before[p.Before], p.After < 0 ? null : after[p.After]));

    private static IEnumerable<BlockPair> SetPairs(SetValue? before, SetValue? after)
    {
        var (old, now) = (before?.Elements ?? [], after?.Elements ?? []);
        var kept = now.ToHashSet();
        foreach (var one in old) yield return new BlockPair(one, one, kept.Remove(one) ? one : null);
        foreach (var one in now.Where(kept.Contains)) yield return new BlockPair(one, null, one);
    }

    private static IEnumerable<BlockPair> MapPairs(NamedValues? before, NamedValues? after) =>
        (before?.Entries ?? []).Concat(after?.Entries ?? []).Select(e => e.Key).Distinct().Order(StringComparer.Ordinal)
            .Select(k => new BlockPair(Value.String(k), before?[k], after?[k]));

    private static Value? OrNull(Value? value) => value is { IsNull: true } ? null : value;

    /// <summary>A nested block as it was and as it will be; null where it is not there.</summary>
    private sealed record BlockPair(Value? Key, Value? Before, Value? After);
}
