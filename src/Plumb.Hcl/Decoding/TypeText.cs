using System.Diagnostics;
using System.Text;
using Plumb.Core.Types;
using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Decoding;

/// <summary>Types as the text of type expressions.</summary>
public static class TypeText
{
    private const int IndentWidth = 4;

    /// <summary>On one line, as <c>object({a=list(string)})</c>.</summary>
    public static string Write(DataType type)
    {
        var text = new StringBuilder();
        Write(type, text);
        return text.ToString();
    }

    /// <summary>With a line for each attribute and element, as the console's <c>type()</c> prints it.</summary>
    public static string WriteIndented(DataType type)
    {
        var text = new StringBuilder();
        WriteIndented(type, text, 0);
        return text.ToString();
    }

    private static void Write(DataType type, StringBuilder text)
    {
        switch (type)
        {
            case PrimitiveType:
                text.Append(type.FriendlyName);
                break;
            case DynamicType:
                text.Append("any");
                break;
            case CollectionType collection:
                text.Append(Keyword(collection)).Append('(');
                Write(collection.Element, text);
                text.Append(')');
                break;
            case TupleType tuple:
                text.Append("tuple([");
                for (var i = 0; i < tuple.Elements.Count; i++) Write(tuple.Elements[i], i == 0 ? text : text.Append(','));
                text.Append("])");
                break;
            case ObjectType objectType:
                text.Append("object({");
                for (var i = 0; i < objectType.Count; i++) Write(objectType.Attributes[i], i == 0 ? text : text.Append(','));
                text.Append("})");
                break;
            default:
                throw new UnreachableException(type.GetType().Name);
        }
    }

    private static void Write(ObjectType.Attribute attribute, StringBuilder text)
    {
        text.Append(Name(attribute.Name)).Append('=');
        if (attribute.Optional) text.Append("optional(");
        Write(attribute.Type, text);
        if (attribute.Optional) text.Append(')');
    }

    private static void WriteIndented(DataType type, StringBuilder text, int depth)
    {
        switch (type)
        {
            case CollectionType { Element.IsStructural: true } collection:
                // A line of its own sets a collection of objects apart from an object.
                text.Append(Keyword(collection)).Append("(\n");
                WriteIndented(collection.Element, Indent(text, depth + 1), depth + 1);
                Indent(text.Append(",\n"), depth).Append(')');
                break;
            case CollectionType collection:
                text.Append(Keyword(collection)).Append('(');
                WriteIndented(collection.Element, text, depth);
                text.Append(')');
                break;
            case TupleType { Elements.Count: > 0 } tuple:
                text.Append("tuple([\n");
                foreach (var element in tuple.Elements)
                {
                    WriteIndented(element, Indent(text, depth + 1), depth + 1);
                    text.Append(",\n");
                }
                Indent(text, depth).Append("])");
                break;
            case ObjectType { Count: > 0 } objectType:
                text.Append("object({\n");
                foreach (var attribute in objectType.Attributes)
                {
                    WriteIndented(attribute.Type, Indent(text, depth + 1).Append(attribute.Name).Append(": "), depth + 1);
                    text.Append(",\n");
                }
                Indent(text, depth).Append("})");
                break;
            case DynamicType:
                text.Append(type.FriendlyName);
                break;
            default:
                Write(type, text);
                break;
        }
    }

    private static StringBuilder Indent(StringBuilder text, int depth) => text.Append(' ', depth * IndentWidth);

    private static string Keyword(CollectionType type) => type switch
    {
        ListType => "list",
        SetType => "set",
        _ => "map",
    };

    private static string Name(string name) => Identifiers.IsValid(name) ? name : $"\"{name}\"";
}
