using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters that pair and arrange elements: Python's <c>itertools</c>.</summary>
internal static class CombinatoricFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        new JinjaFilter("product", (_, value, arguments) => Generator("itertools.product", Product(Pools(value, arguments), Repeat(arguments)))),
        FilterDefinition.Filter("permutations", "r=None", call => Generator("itertools.permutations", Arrange(call, ordered: true))),
        FilterDefinition.Filter("combinations", "r", call => Generator("itertools.combinations", Arrange(call, ordered: false))),
        new JinjaFilter("zip", (_, value, arguments) => Generator("zip", Zip(Pools(value, arguments), Strict(arguments)))),
        new JinjaFilter("zip_longest", (_, value, arguments) => Generator("itertools.zip_longest", ZipLongest(Pools(value, arguments), FilterDefinition.Named(arguments).GetValueOrDefault("fillvalue")))),
    ];

    private static PyIterator Generator(string type, IEnumerable<object?> items) => new(items, type);

    private static List<object?[]> Pools(object? value, CallArguments arguments) => [.. arguments.Positional.Prepend(value).Select(pool => PyValues.Iterate(pool).ToArray())];

    private static int Repeat(CallArguments arguments) => FilterDefinition.Named(arguments).TryGetValue("repeat", out var repeat) ? (int)FilterCall.Integer(repeat) : 1;

    private static bool Strict(CallArguments arguments) => FilterDefinition.Named(arguments).TryGetValue("strict", out var strict) && PyValues.Truth(strict);

    private static IEnumerable<object?> Product(List<object?[]> pools, int repeat)
    {
        if (repeat < 0) throw JinjaException.Value("repeat argument cannot be negative");
        object?[][] all = [.. Enumerable.Repeat(pools, repeat).SelectMany(p => p)];
        if (all.Any(pool => pool.Length == 0)) yield break;

        var places = new int[all.Length];
        while (true)
        {
            yield return new PyTuple([.. places.Select((place, i) => all[i][place])]);
            var last = all.Length - 1;
            while (last >= 0 && ++places[last] == all[last].Length) places[last--] = 0;
            if (last < 0) yield break;
        }
    }

    private static IEnumerable<object?> Arrange(FilterCall call, bool ordered)
    {
        object?[] pool = [.. PyValues.Iterate(call.Value)];
        var length = call[0] is null ? pool.Length : call.Count(0);
        if (length < 0) throw JinjaException.Value("r must be non-negative");
        return length > pool.Length ? [] : Choose(pool, new int[length], 0, ordered);
    }

    private static IEnumerable<object?> Choose(object?[] pool, int[] chosen, int depth, bool ordered)
    {
        if (depth == chosen.Length)
        {
            yield return new PyTuple([.. chosen.Select(i => pool[i])]);
            yield break;
        }

        for (var i = ordered || depth == 0 ? 0 : chosen[depth - 1] + 1; i < pool.Length; i++)
        {
            if (ordered && chosen.AsSpan(0, depth).Contains(i)) continue;
            chosen[depth] = i;
            foreach (var arrangement in Choose(pool, chosen, depth + 1, ordered)) yield return arrangement;
        }
    }

    private static IEnumerable<object?> Zip(List<object?[]> pools, bool strict)
    {
        var shortest = pools.Min(p => p.Length);
        if (strict && pools.FindIndex(p => p.Length != pools[0].Length) is > 0 and var odd)
            throw JinjaException.Value($"zip() argument {odd + 1} is {(pools[odd].Length < pools[0].Length ? "shorter" : "longer")} than argument {(odd == 1 ? "1" : $"s 1-{odd}")}");
        return Rows(pools, shortest, null);
    }

    private static IEnumerable<object?> ZipLongest(List<object?[]> pools, object? fill) => Rows(pools, pools.Max(p => p.Length), fill);

    private static IEnumerable<object?> Rows(List<object?[]> pools, int count, object? fill) =>
        Enumerable.Range(0, count).Select(row => new PyTuple([.. pools.Select(p => row < p.Length ? p[row] : fill)]));
}
