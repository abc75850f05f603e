namespace Plumb.Jinja.Values;

/// <summary>A value that is not there: a variable nobody set, an attribute or element that its owner lacks.</summary>
public sealed class Undefined(UndefinedKind kind, string? hint = null, object? owner = null, object? name = null, string faultClass = "UndefinedError")
{
    /// <summary>The owner of an undefined value that is a variable.</summary>
    public static readonly object NoOwner = new();

    public UndefinedKind Kind => kind;

    /// <summary>The words of the fault, where they do not follow from owner and name.</summary>
    public string? Hint => hint;

    /// <summary>What lacks the attribute or element, or <see cref="NoOwner"/>.</summary>
    public object? Owner => owner;

    /// <summary>The name of the variable or attribute, or the key of the element.</summary>
    public object? Name => name;

    public bool IsStrict => kind is UndefinedKind.Strict or UndefinedKind.StrictChainable;

    public bool IsChainable => kind is UndefinedKind.Chainable or UndefinedKind.StrictChainable;

    public static Undefined OfVariable(UndefinedKind kind, string name) => new(kind, null, NoOwner, name);

    public static Undefined OfElement(UndefinedKind kind, object? owner, object? name) => new(kind, null, owner, name);

    /// <summary>The fault that using this value is.</summary>
    public JinjaException Fault() => new(faultClass, Message);

    public string Message
    {
        get
        {
            if (hint is not null) return hint;
            if (ReferenceEquals(owner, NoOwner)) return $"{PyText.Repr(name)} is undefined";
            var what = PyTypes.Describe(owner);
            return name is string attribute
                ? $"{PyText.Repr(what)} has no attribute {PyText.Repr(attribute)}"
                : $"{what} has no element {PyText.Repr(name)}";
        }
    }

    /// <summary>What shows it among other values. The kind that playbooks use tells its name.</summary>
    public string Representation => kind == UndefinedKind.StrictChainable
        ? $"AnsibleUndefined(hint={(hint is null ? "None" : PyText.Repr(hint))}, obj={(ReferenceEquals(owner, NoOwner) ? "missing" : PyText.Repr(owner))}, name={PyText.Repr(name)})"
        : "Undefined";

    /// <summary>The text it prints as.</summary>
    public override string ToString() => kind switch
    {
        UndefinedKind.Strict or UndefinedKind.StrictChainable => throw Fault(),
        UndefinedKind.Debug => DebugText,
        _ => "",
    };

    private string DebugText
    {
        get
        {
            if (hint is not null) return $"{{{{ undefined value printed: {hint} }}}}";
            if (ReferenceEquals(owner, NoOwner)) return $"{{{{ {PyText.Str(name)} }}}}";
            return $"{{{{ no such element: {PyTypes.Describe(owner)}[{PyText.Repr(name)}] }}}}";
        }
    }
}
