using System.Globalization;
using System.Text;
using Plumb.Core.Values;

namespace Plumb.Core.Conversion;

/// <summary>Why a conversion failed and where inside the value.</summary>
public sealed record ConversionError(ValuePath Path, string Message)
{
    /// <summary>The message with the place in front, as "attribute \"a\": a string is required".</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var step in Path.Steps) text.Append(Describe(step)).Append(": ");
        return text.Append(Message).ToString();
    }

    /// <summary>The same error seen from around the value.</summary>
    internal ConversionError Inside(PathStep step) => this with { Path = ValuePath.Of([step, .. Path.Steps]) };

    private static string Describe(PathStep step) => step switch
    {
        AttributeStep a => $"attribute \"{a.Name}\"",
        IndexStep { Key: StringValue key } => $"element \"{key.Text}\"",
        IndexStep { Key: NumberValue key } => string.Create(CultureInfo.InvariantCulture, $"element {key.Number.ToString()}"),
        _ => "an element",
    };
}
