using Plumb.Core.Values;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Validation;

/// <summary>Checks a configuration by the rules in its schema, at every depth. What is unknown is right until it is known.</summary>
public sealed class SchemaValidator(BlockSchema schema)
{
    private readonly SchemaLevel _root = new(schema);

    public IReadOnlyList<ProviderDiagnostic> Check(ObjectValue config)
    {
        var findings = new List<ProviderDiagnostic>();
        Check(_root, config, ValuePath.Root, LevelKind.Root, findings);
        return findings;
    }

    private static void Check(SchemaLevel level, ObjectValue config, ValuePath path, LevelKind kind, List<ProviderDiagnostic> findings)
    {
        foreach (var member in level.Members)
        {
            var value = config.Span[member.Place];
            if (value is UnknownValue) continue;
            CheckPresence(member, value, path, kind, findings);
            foreach (var validator in member.Behavior.Validators)
                if (!value.IsNull || validator.SeesNull) validator.Check(new AttributeCheck(member.Name, value, config, path, findings));
            if (member.Inside is { } inside) CheckInside(inside, value, path.Attribute(member.Name), member.Attribute is null ? LevelKind.Block : LevelKind.NestedAttribute, findings);
        }
    }

    private static void CheckPresence(SchemaMember member, Value value, ValuePath path, LevelKind kind, List<ProviderDiagnostic> findings)
    {
        if (member.Attribute is not { } attribute) return;
        if (value.IsNull)
        {
            // The engine sees to what is required in blocks, not inside nested attributes.
            if (attribute.Required && kind is LevelKind.NestedAttribute)
                findings.Add(ProviderDiagnostic.Error("Missing Configuration for Required Attribute", $"Attribute {attribute.Name} is required here and is not set.", path.Attribute(attribute.Name)));
            return;
        }
        if (attribute is { Computed: true, Optional: false, Required: false } && kind is not LevelKind.Root)
            findings.Add(ProviderDiagnostic.Error($"\"{attribute.Name}\" attribute is read-only", "The provider decides what this attribute is, so a configuration cannot set it.", path.Attribute(attribute.Name)));
        if (attribute.DeprecationMessage is { Length: > 0 } message)
            findings.Add(ProviderDiagnostic.Warning("Argument is deprecated", message, path.Attribute(attribute.Name)));
    }

    private static void CheckInside(SchemaLevel inside, Value value, ValuePath path, LevelKind kind, List<ProviderDiagnostic> findings)
    {
        switch (value)
        {
            case ObjectValue o:
                Check(inside, o, path, kind, findings);
                break;
            case MapValue m:
                for (var i = 0; i < m.Count; i++) CheckInside(inside, m.Values[i], path.Index(Value.String(m.NameAt(i))), kind, findings);
                break;
            case SequenceValue s:
                for (var i = 0; i < s.Count; i++) CheckInside(inside, s[i], path.Index(s is SetValue ? s[i] : Value.Number(i)), kind, findings);
                break;
            default:
                break;
        }
    }

    /// <summary>What the object is that is checked; the provider's root is checked for read-only attributes already.</summary>
    private enum LevelKind
    {
        Root,
        Block,
        NestedAttribute,
    }
}
