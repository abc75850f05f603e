using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Plumb.Provider.Generators.Reading;

/// <summary>What is written in attributes and documentation comments.</summary>
internal static class AttributeReading
{
    /// <summary>One of the library's attributes by its short name; null where it is not there.</summary>
    public static AttributeData? Find(this ISymbol symbol, string name) => symbol.GetAttributes()
        .FirstOrDefault(a => a.AttributeClass is { } c && c.Name == name + "Attribute" && TypeReader.Namespace(c) == ModelKinds.Namespace);

    public static bool Has(this ISymbol symbol, string name) => symbol.Find(name) is not null;

    public static T? Named<T>(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value is { IsNull: false, Value: T value } ? value : default;

    public static string? Text(this AttributeData? attribute) => attribute is { ConstructorArguments.Length: > 0 } ? attribute.ConstructorArguments[0].Value as string : null;

    /// <summary>The summary of the documentation comment, if the compiler reads those.</summary>
    public static string Summary(this ISymbol symbol)
    {
        var xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml)) return "";
        try
        {
            var summary = XElement.Parse(xml).Element("summary");
            return summary is null ? "" : string.Join(" ", summary.Value.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        }
        catch (System.Xml.XmlException)
        {
            // The compiler reports it.
            return "";
        }
    }
}
