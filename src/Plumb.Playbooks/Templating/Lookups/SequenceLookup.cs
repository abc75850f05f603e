using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>Numbers from one to another, written by a format: <c>start=1 end=5 stride=2 format=x%02d</c> or <c>1-5/2:x%02d</c>.</summary>
internal sealed partial record SequenceLookup(BigInteger Start, BigInteger? End, BigInteger? Count, BigInteger Stride, string Format)
{
    /// <summary>More numbers than anybody loops over.</summary>
    private const int MostItems = 10_000_000;

    private static readonly string[] Names = ["start", "end", "count", "stride"];

    public static readonly Lookup Definition = new("sequence", call => [.. call.TextTerms().SelectMany(term => Parse(term, OfOptions(call)).Items())]);

    /// <summary>What the call itself says, which terms say over.</summary>
    private static SequenceLookup OfOptions(LookupCall call) => new(
        Option(call, "start") ?? 1, Option(call, "end"), Option(call, "count"), Option(call, "stride") ?? 1, call.Text("format", "%d") ?? "%d");

    private static BigInteger? Option(LookupCall call, string name) => call.Option(name) switch
    {
        null => null,
        double number when double.IsFinite(number) => new BigInteger(number),
        var value when PyInteger.TryGet(value, out BigInteger integer) => integer,
        var value => Integer(name, PyText.Str(value)),
    };

    private static SequenceLookup Parse(string term, SequenceLookup otherwise)
    {
        var match = Shortcut().Match(term);
        return match.Success ? OfShortcut(match, otherwise) : OfNamed(KeyValueText.Parse(term).Named, otherwise);
    }

    private static SequenceLookup OfShortcut(Match match, SequenceLookup sequence)
    {
        if (match.Groups[1].Success) sequence = sequence with { Start = Integer("start", match.Groups[1].Value) };
        sequence = sequence with { End = Integer("end", match.Groups[2].Value) };
        if (match.Groups[3].Success) sequence = sequence with { Stride = Integer("stride", match.Groups[3].Value) };
        return match.Groups[4].Success ? sequence with { Format = match.Groups[4].Value } : sequence;
    }

    private static SequenceLookup OfNamed(IReadOnlyDictionary<string, string> named, SequenceLookup sequence)
    {
        foreach (var name in Names)
        {
            if (!named.TryGetValue(name, out var text)) continue;
            var value = Integer(name, text);
            sequence = name switch
            {
                "start" => sequence with { Start = value },
                "end" => sequence with { End = value },
                "count" => sequence with { Count = value },
                _ => sequence with { Stride = value },
            };
        }

        string[] unknown = [.. named.Keys.Where(k => k != "format" && !Names.Contains(k))];
        if (unknown.Length > 0) throw TemplatingException.Failure($"unrecognized arguments to with_sequence: {PyText.Repr(new PyList(unknown))}");
        return named.TryGetValue("format", out var format) ? sequence with { Format = format } : sequence;
    }

    // Zeros may lead a decimal number; of the other bases, whose prefixes the lookup's documentation shows, the peer reads none.
    private static BigInteger Integer(string name, string text) =>
        PyInteger.Parse(Zeros().Replace(text.ToLowerInvariant(), "$1"))
        ?? throw new TemplatingException(TemplatingFault.Options, $"Invalid type for configuration option plugin_type: lookup plugin: sequence setting: {name} (from Direct): invalid literal for int() with base 10: {PyText.Repr(text)}");

    private List<object?> Items()
    {
        var end = Count is { } count ? Start + (count * Stride) - 1 : End ?? throw TemplatingException.Failure("must specify count or end in with_sequence");
        if (Count is not null && End is not null) throw TemplatingException.Failure("can't specify both count and end in with_sequence");
        if (Count == 0) return [];
        if (Stride.Sign > 0 && end < Start) throw TemplatingException.Failure("to count backwards make stride negative");
        if (Stride.Sign < 0 && end > Start) throw TemplatingException.Failure("to count forward don't make stride negative");
        if (Format.Count(c => c == '%') != 1) throw TemplatingException.Failure($"bad formatting string: {Format}");
        if (Stride.IsZero) return [];
        if (BigInteger.Abs(end - Start) / BigInteger.Abs(Stride) >= MostItems) throw TemplatingException.Failure($"a sequence of more than {MostItems} items is refused");
        return Numbers(end).Select(object? (number) => Written(number)).ToList();
    }

    private IEnumerable<BigInteger> Numbers(BigInteger end)
    {
        for (var number = Start; Stride.Sign > 0 ? number <= end : number >= end; number += Stride) yield return number;
    }

    private string Written(BigInteger number) => PrintfInteger.Format(Format, number) ?? throw TemplatingException.Failure($"problem formatting {number.ToString(CultureInfo.InvariantCulture)} with {PyText.Repr(Format)}");

    [GeneratedRegex(@"\A(?:(0?x?[0-9a-f]+)-)?(0?x?[0-9a-f]+)(?:/(0?x?[0-9a-f]+))?(?::(.+))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shortcut();

    [GeneratedRegex(@"\A(\s*[+-]?)0+(?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Zeros();
}
