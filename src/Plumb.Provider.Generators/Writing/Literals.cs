using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Plumb.Provider.Generators.Reading;
using TypeKind = Plumb.Provider.Generators.Reading.TypeKind;

namespace Plumb.Provider.Generators.Writing;

/// <summary>Constants as C#.</summary>
internal static class Literals
{
    private const string Values = "global::Plumb.Core.Values.Value.";

    public static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Bool(bool value) => value ? "true" : "false";

    /// <summary>The arguments that an argument of an attribute stands for: an array stands for several.</summary>
    public static IEnumerable<string> Arguments(TypedConstant constant) => constant.Kind == TypedConstantKind.Array
        ? constant.Values.SelectMany(Arguments)
        : [Constant(constant.Value)];

    /// <summary>A default as a value; null where it does not fit the type.</summary>
    public static string? Value(TypedConstant constant, PropertyType type)
    {
        if (constant.Kind == TypedConstantKind.Array) return type.Kind is TypeKind.List or TypeKind.Set ? Elements(constant, type) : null;
        if (constant.Kind == TypedConstantKind.Enum)
        {
            // Members are declared with constants, and the attribute holds the constant.
            return type.Kind == TypeKind.Enumeration && MemberOf(constant, type) is { } member ? $"{Values}String({Text(member)})" : null;
        }
        return (type.Kind, constant.Value) switch
        {
            (TypeKind.Text, string text) => $"{Values}String({Text(text)})",
            (TypeKind.Enumeration, string text) when type.Members.Any(m => m.Value == text) => $"{Values}String({Text(text)})",
            (TypeKind.Bool, bool flag) => $"{Values}Bool({Bool(flag)})",
            (TypeKind.Int32, int number) => Number(number),
            (TypeKind.Int64 or TypeKind.Double or TypeKind.Decimal or TypeKind.BigInteger or TypeKind.Number, int or long) => Number(Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture)),
            (TypeKind.Double or TypeKind.Decimal or TypeKind.Number, double number) => $"{Values}Number(global::Plumb.Core.Numerics.Number.Parse({Text(number.ToString("R", CultureInfo.InvariantCulture))}))",
            (TypeKind.Decimal or TypeKind.BigInteger or TypeKind.Number, string text) => $"{Values}Number(global::Plumb.Core.Numerics.Number.Parse({Text(text)}))",
            _ => null,
        };
    }

    private static string Number(long number) => $"{Values}Number({number.ToString(CultureInfo.InvariantCulture)}L)";

    private static string? Elements(TypedConstant constant, PropertyType type)
    {
        if (type.Element is not { } element) return null;
        var written = constant.Values.Select(v => Value(v, element)).ToList();
        return written.Contains(null) ? null : $"{Values}{type.Kind}({string.Join(", ", written.Prepend(TypeExpressions.DataType(element)))})";
    }

    private static string? MemberOf(TypedConstant constant, PropertyType type)
    {
        var member = constant.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, constant.Value));
        return type.Members.FirstOrDefault(m => m.Key == member?.Name).Value;
    }

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => Text(text),
        bool flag => Bool(flag),
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };
}
