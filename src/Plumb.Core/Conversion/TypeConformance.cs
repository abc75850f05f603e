using Plumb.Core.Types;

namespace Plumb.Core.Conversion;

/// <summary>Whether a type is one that a constraint allows, as it is, without conversion.</summary>
public static class TypeConformance
{
    public static bool Conforms(DataType type, DataType constraint)
    {
        if (ReferenceEquals(type, constraint)) return true;
        if (!constraint.HasDynamic) return type.Equals(constraint);
        return (type, constraint) switch
        {
            (_, DynamicType) => true,
            (ListType t, ListType c) => Conforms(t.Element, c.Element),
            (SetType t, SetType c) => Conforms(t.Element, c.Element),
            (MapType t, MapType c) => Conforms(t.Element, c.Element),
            (TupleType t, TupleType c) => t.Elements.Count == c.Elements.Count && t.Elements.Zip(c.Elements).All(p => Conforms(p.First, p.Second)),
            (ObjectType t, ObjectType c) => t.Count == c.Count && t.Attributes.Zip(c.Attributes).All(p => p.First.Name == p.Second.Name && Conforms(p.First.Type, p.Second.Type)),
            _ => type.Equals(constraint),
        };
    }
}
