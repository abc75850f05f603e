namespace Plumb.Core.Types;

/// <summary>Whether a type is what a constraint asks for as it stands, without conversion.</summary>
public static class TypeConformance
{
    /// <summary>Dynamic in the constraint stands for any type; that an attribute is optional makes no difference.</summary>
    public static bool ConformsTo(this DataType type, DataType constraint)
    {
        if (ReferenceEquals(type, constraint)) return true;
        return (type, constraint) switch
        {
            (_, DynamicType) => true,
            (ListType a, ListType b) => a.Element.ConformsTo(b.Element),
            (SetType a, SetType b) => a.Element.ConformsTo(b.Element),
            (MapType a, MapType b) => a.Element.ConformsTo(b.Element),
            (TupleType a, TupleType b) => AllConform(a, b),
            (ObjectType a, ObjectType b) => AllConform(a, b),
            _ => false,
        };
    }

    private static bool AllConform(TupleType type, TupleType constraint)
    {
        if (type.Elements.Count != constraint.Elements.Count) return false;
        for (var i = 0; i < type.Elements.Count; i++)
            if (!type.Elements[i].ConformsTo(constraint.Elements[i])) return false;
        return true;
    }

    private static bool AllConform(ObjectType type, ObjectType constraint)
    {
        if (type.Count != constraint.Count) return false;
        for (var i = 0; i < type.Count; i++)
        {
            var (a, b) = (type.Attributes[i], constraint.Attributes[i]);
            if (a.Name != b.Name || !a.Type.ConformsTo(b.Type)) return false;
        }
        return true;
    }
}
