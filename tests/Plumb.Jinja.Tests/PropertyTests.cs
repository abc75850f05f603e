using CsCheck;
using Plumb.Jinja.Values;
using static Plumb.Jinja.Tests.Rendering;

namespace Plumb.Jinja.Tests;

/// <summary>What holds of all values.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<object?> Scalars = Gen.OneOf(
        Gen.Const((object?)null),
        Gen.Bool.Select(object? (b) => b),
        Gen.Long.Select(object? (n) => n),
        Gen.Double.Where(double.IsFinite).Select(object? (n) => n),
        Gen.String.Where(s => !s.Any(char.IsSurrogate)).Select(object? (s) => s));

    private static readonly Gen<object?> Values = Gen.OneOf(
        Scalars,
        Scalars.List[0, 4].Select(object? (items) => new PyList(items)),
        Scalars.Array[2, 4].Select(object? (items) => new PyTuple(items)),
        Gen.Select(Scalars, Scalars).List[0, 4].Select(object? (pairs) => new PyDict(pairs.Select(p => KeyValuePair.Create(p.Item1, p.Item2)))));

    [Fact]
    public void What_a_value_shows_as_reads_back_as_the_value() => Values.Sample(value =>
        PyLiteral.TryRead(PyText.Repr(value), out var read) && PyEquality.AreEqual(read, value) && PyTypes.NameOf(read) == PyTypes.NameOf(value));

    [Fact]
    public void Equal_values_have_equal_hashes() => Gen.Select(Scalars, Scalars).Sample((a, b) =>
        !PyEquality.AreEqual(a, b) || PyEquality.Instance.GetHashCode(a) == PyEquality.Instance.GetHashCode(b));

    [Fact]
    public void Text_without_marks_renders_as_it_is() => Gen.String[Gen.Char["ab {}%#\n\t<&é"], 0, 30]
        .Where(s => !s.Contains("{{", StringComparison.Ordinal) && !s.Contains("{%", StringComparison.Ordinal) && !s.Contains("{#", StringComparison.Ordinal))
        .Sample(text => Render(new JinjaEnvironment { KeepTrailingNewline = true }, text) == text);

    [Fact]
    public void A_native_rendering_of_one_variable_gives_the_variable() => Values.Where(v => v is not string).Sample(value => ReferenceEquals(Native("{{ v }}", ("v", value)), value));

    [Fact]
    public void A_sorted_list_is_in_order() => Gen.Long[-9, 9].List[0, 9].Sample(numbers =>
        Render("{{ l|sort }}", ("l", new PyList(numbers.Select(object? (n) => n)))) == $"[{string.Join(", ", numbers.Order())}]");
}
