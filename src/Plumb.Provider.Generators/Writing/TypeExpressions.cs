using System.Globalization;
using Plumb.Provider.Generators.Reading;

namespace Plumb.Provider.Generators.Writing;

/// <summary>Types of the schema, and the ways between C# and values, as C#.</summary>
internal static class TypeExpressions
{
    private const string Types = "global::Plumb.Core.Types.DataType.";
    private const string Reading = "global::Plumb.Provider.Models.ModelReading.";
    private const string Writing = "global::Plumb.Provider.Models.ModelWriting.";

    public static string DataType(PropertyType type) => type.Kind switch
    {
        TypeKind.Text or TypeKind.Enumeration => Types + "String",
        TypeKind.Bool => Types + "Bool",
        TypeKind.Dynamic => Types + "Dynamic",
        TypeKind.Model => type.ClrName + ".Definition.ObjectType",
        TypeKind.List or TypeKind.Set or TypeKind.Map => $"{Types}{type.Kind}({DataType(Element(type))})",
        _ => Types + "Number",
    };

    /// <summary>From a value to the property's type.</summary>
    public static string Read(PropertyType type, string value, int depth = 0)
    {
        if (type.IsTf)
        {
            var parameter = Name("t", depth);
            var inner = Read(type with { IsTf = false, IsNullable = true }, parameter, depth + 1);
            return $"{Reading}{(type.IsStruct ? "TfStruct" : "Tf")}<{type.ClrName}>({value}, static {parameter} => {inner})";
        }
        var read = ReadNullable(type, value, depth);
        return type.IsNullable ? read : type.Kind switch
        {
            TypeKind.Dynamic => read,
            TypeKind.Text => $"({read} ?? \"\")",
            TypeKind.Model => read + "!",
            TypeKind.List or TypeKind.Set => $"({read} ?? [])",
            TypeKind.Map => $"({read} ?? new())",
            _ => $"({read} ?? default)",
        };
    }

    /// <summary>From the property's type to a value.</summary>
    /// <param name="dataType">Where the type of the value is kept, so that it need not be made anew; null where it is not.</param>
    public static string Write(PropertyType type, string item, string? dataType = null, bool isBlock = false, int depth = 0)
    {
        if (type.IsTf)
        {
            var parameter = Name("t", depth);
            return $"{Writing}Tf({item}, {dataType ?? DataType(type)}, static {parameter} => {Write(type with { IsTf = false }, parameter, depth: depth + 1)})";
        }
        return type.Kind switch
        {
            TypeKind.Model => $"{Writing}Nested({item})",
            TypeKind.List or TypeKind.Set or TypeKind.Map => WriteCollection(type, item, dataType ?? DataType(type), isBlock, depth),
            TypeKind.Enumeration => $"{Writing}Text({item} switch {{ {Members(type, m => $"{type.ClrName}.{m.Key} => {Literals.Text(m.Value)}")}, _ => null }})",
            TypeKind.Int32 => $"{Writing}Int64({item})",
            _ => $"{Writing}{type.Kind}({item})",
        };
    }

    private static string ReadNullable(PropertyType type, string value, int depth) => type.Kind switch
    {
        TypeKind.Dynamic => value,
        TypeKind.Model => $"{Reading}Nested<{type.ClrName}>({value})",
        TypeKind.List or TypeKind.Set or TypeKind.Map => ReadCollection(type, value, depth),
        TypeKind.Enumeration => $"({Reading}Text({value}) switch {{ {Members(type, m => $"{Literals.Text(m.Value)} => {type.ClrName}.{m.Key}")}, _ => ({type.ClrName}?)null }})",
        _ => $"{Reading}{type.Kind}({value})",
    };

    private static string ReadCollection(PropertyType type, string value, int depth)
    {
        var parameter = Name("e", depth);
        var method = type.IsArray ? "Array" : type.Kind == TypeKind.Set && !type.ClrName.Contains("Set<") ? "List" : type.Kind.ToString();
        var element = Element(type);
        return $"{Reading}{method}<{element.Written}>({value}, static {parameter} => {Read(element, parameter, depth + 1)})";
    }

    private static string WriteCollection(PropertyType type, string item, string dataType, bool isBlock, int depth)
    {
        var parameter = Name("e", depth);
        var element = Element(type);
        return $"{Writing}{(isBlock ? "Block" : "")}{type.Kind}({item}, {dataType}, static {parameter} => {Write(element, parameter, depth: depth + 1)})";
    }

    private static string Members(PropertyType type, Func<KeyValuePair<string, string>, string> write) => string.Join(", ", type.Members.Select(write));

    private static PropertyType Element(PropertyType type) => type.Element ?? throw new InvalidOperationException("a collection without elements");

    private static string Name(string letter, int depth) => letter + depth.ToString(CultureInfo.InvariantCulture);
}
