using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using System.Text;

namespace Plumb.Engine.Functions.Types;

/// <summary>
/// <c>type</c>, which only the console has: a value's type as it would be written. The result is a string with a mark of
/// its own, by which the console prints it bare and refuses to use it any further.
/// </summary>
public static class TypeFunction
{
    private const int IndentWidth = 4;

    /// <summary>On the result of <c>type</c> and of nothing else.</summary>
    public static Mark ResultMark { get; } = Mark.Named("type");

    internal static Function Create() => new()
    {
        Name = "type",
        Description = "Describes the type of a value. Only the console has this function.",
        Parameters = [new Parameter("value", DataType.Dynamic) { AllowNull = true, AllowUnknown = true, AllowDynamic = true }],
        ReturnType = Function.Returns(DataType.String),
        Body = static call => Value.String(Describe(call[0].Type)).WithMark(ResultMark),
    };

    private static string Describe(DataType type)
    {
        var text = new StringBuilder();
        Write(type, text, 0);
        return text.ToString();
    }

    private static void Write(DataType type, StringBuilder text, int depth)
    {
        switch (type)
        {
            case ObjectType { Count: > 0 } o:
                text.Append("object({\n");
                foreach (var attribute in o.Attributes) WriteLine(attribute.Name + ": ", attribute.Type, text, depth + 1);
                Indent(text, depth).Append("})");
                break;
            case TupleType { Elements.Count: > 0 } tuple:
                text.Append("tuple([\n");
                foreach (var element in tuple.Elements) WriteLine("", element, text, depth + 1);
                Indent(text, depth).Append("])");
                break;
            case CollectionType collection:
                WriteCollection(collection, text, depth);
                break;
            default:
                text.Append(type switch { ObjectType => "object({})", TupleType => "tuple([])", _ => type.FriendlyName });
                break;
        }
    }

    private static void WriteCollection(CollectionType type, StringBuilder text, int depth)
    {
        text.Append(type switch { ListType => "list(", SetType => "set(", _ => "map(" });
        if (type.Element is PrimitiveType or DynamicType)
        {
            text.Append(type.Element.FriendlyName).Append(')');
            return;
        }
        text.Append('\n');
        WriteLine("", type.Element, text, depth + 1);
        Indent(text, depth).Append(')');
    }

    private static void WriteLine(string label, DataType type, StringBuilder text, int depth)
    {
        Indent(text, depth).Append(label);
        Write(type, text, depth);
        text.Append(",\n");
    }

    private static StringBuilder Indent(StringBuilder text, int depth) => text.Append(' ', depth * IndentWidth);
}
