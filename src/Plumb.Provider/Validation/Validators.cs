using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Core.Numerics;
using Plumb.Core.Values;

namespace Plumb.Provider.Validation;

/// <summary>The validators that come with the library. Lengths of texts are counted in characters as Unicode has them (code points).</summary>
public static class Validators
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    public static Validator LengthBetween(int minimum, int maximum) => new TextRule(
        text => Length(text) is var n && n >= minimum && n <= maximum,
        text => $"string length must be {Range(minimum, maximum)}, got: {Length(text)}.");

    public static Validator LengthAtLeast(int minimum) => LengthBetween(minimum, int.MaxValue);

    public static Validator LengthAtMost(int maximum) => LengthBetween(0, maximum);

    public static Validator OneOf(params IReadOnlyList<string> texts) => new TextRule(
        texts.Contains, text => $"value must be one of: {Quoted(texts)}, got: \"{text}\".");

    public static Validator OneOfIgnoringCase(params IReadOnlyList<string> texts) => new TextRule(
        text => texts.Contains(text, StringComparer.OrdinalIgnoreCase), text => $"value must be one of (in any case): {Quoted(texts)}, got: \"{text}\".");

    public static Validator NoneOf(params IReadOnlyList<string> texts) => new TextRule(
        text => !texts.Contains(text), text => $"value must be none of: {Quoted(texts)}, got: \"{text}\".");

    /// <summary>A regular expression that occurs in the text; the message, if there is one, says in words what is wanted.</summary>
    public static Validator Matches(string pattern, string? message = null)
    {
        var expression = new Regex(pattern, RegexOptions.CultureInvariant, MatchTimeout);
        return new TextRule(expression.IsMatch, text => $"{message ?? $"must match the regular expression {pattern}"}, got: \"{text}\".");
    }

    public static Validator Between(double minimum, double maximum) => new NumberRule(Bound(minimum), Bound(maximum));

    public static Validator AtLeast(double minimum) => new NumberRule(Bound(minimum), null);

    public static Validator AtMost(double maximum) => new NumberRule(null, Bound(maximum));

    /// <summary>A number without a fraction that a machine integer of the bounds can hold.</summary>
    public static Validator WholeNumber(long minimum, long maximum) => new WholeNumberRule(minimum, maximum);

    /// <summary>How many elements a list, set or map, or how many blocks of a kind there may be.</summary>
    public static Validator SizeBetween(int minimum, int maximum) => new SizeRule(minimum, maximum);

    public static Validator SizeAtLeast(int minimum) => SizeBetween(minimum, int.MaxValue);

    public static Validator SizeAtMost(int maximum) => SizeBetween(0, maximum);

    /// <summary>No element of a list twice.</summary>
    public static Validator UniqueValues { get; } = new UniqueRule();

    /// <summary>A rule for every element of a list, set or map.</summary>
    public static Validator Each(Validator rule) => new ElementRule(rule, keys: false);

    /// <summary>A rule for every key of a map.</summary>
    public static Validator EachKey(Validator rule) => new ElementRule(rule, keys: true);

    /// <summary>All of several rules.</summary>
    public static Validator All(params IReadOnlyList<Validator> rules) => new AllRules(rules);

    /// <summary>One of several rules suffices.</summary>
    public static Validator Any(params IReadOnlyList<Validator> rules) => new AnyRule(rules);

    /// <summary>Not together with any of the others, which are attributes or blocks beside this one.</summary>
    public static Validator ConflictsWith(params IReadOnlyList<string> others) => new CombinationRule(others, Combination.Conflict);

    /// <summary>Only together with all of the others.</summary>
    public static Validator RequiredWith(params IReadOnlyList<string> others) => new CombinationRule(others, Combination.Together);

    /// <summary>Of this and the others exactly one is to be set.</summary>
    public static Validator ExactlyOneOf(params IReadOnlyList<string> others) => new CombinationRule(others, Combination.ExactlyOne);

    /// <summary>Of this and the others one or more are to be set.</summary>
    public static Validator AtLeastOneOf(params IReadOnlyList<string> others) => new CombinationRule(others, Combination.AtLeastOne);

    /// <summary>A rule of one's own on a known value: null where it is right, else a sentence that follows after "Attribute name".</summary>
    public static Validator Rule(Func<Value, string?> refusal) => new OwnRule(refusal);

    internal static string Range(long minimum, long maximum) => (minimum, maximum) switch
    {
        _ when minimum <= 0 => string.Create(CultureInfo.InvariantCulture, $"at most {maximum}"),
        (_, int.MaxValue or long.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"at least {minimum}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"between {minimum} and {maximum}"),
    };

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static string Quoted(IReadOnlyList<string> texts) => string.Join(", ", texts.Select(t => $"\"{t}\""));

    private static Number Bound(double bound) => Number.FromDouble(bound);
}
