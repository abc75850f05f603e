using Plumb.Core.Values;

namespace Plumb.Provider.Validation;

/// <summary>Checks the configured value of one attribute or block.</summary>
public abstract class Validator
{
    /// <summary>Whether it is asked about nulls too, as checks of several attributes together are. It never sees an unknown value.</summary>
    public virtual bool SeesNull => false;

    public abstract void Check(AttributeCheck check);
}

/// <summary>The place under check: a known value, the object that it is in, and where that is.</summary>
public sealed class AttributeCheck(string name, Value value, ObjectValue parent, ValuePath parentPath, ICollection<ProviderDiagnostic> findings)
{
    public string Name { get; } = name;

    public Value Value { get; } = value;

    /// <summary>The object that has the attribute, for checks of several attributes together.</summary>
    public ObjectValue Parent { get; } = parent;

    public ValuePath Path => ElementPath ?? parentPath.Attribute(Name);

    private ValuePath? ElementPath { get; init; }

    /// <summary>Something is wrong with the value; the sentence follows after the attribute's name: "must be …".</summary>
    public void Refuse(string sentence) => findings.Add(ProviderDiagnostic.Error("Invalid Attribute Value", $"Attribute {Name} {sentence}", Path));

    public void Refuse(string summary, string detail) => findings.Add(ProviderDiagnostic.Error(summary, detail, Path));

    public void Warn(string summary, string detail) => findings.Add(ProviderDiagnostic.Warning(summary, detail, Path));

    /// <summary>The same check of a value inside this one.</summary>
    public AttributeCheck Inside(Value element, Value key) =>
        new(Name, element, Parent, parentPath, findings) { ElementPath = Path.Index(key) };
}
