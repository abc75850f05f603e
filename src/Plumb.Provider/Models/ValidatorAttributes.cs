using Plumb.Provider.Validation;

namespace Plumb.Provider.Models;

/// <summary>A check of the configured value. The attributes below say by name which of <see cref="Validators"/> is meant.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public abstract class ValidatorAttribute : Attribute
{
    /// <summary>Every element is checked instead of the list, set or map.</summary>
    public bool Each { get; init; }

    /// <summary>Every key of the map is checked instead of the map.</summary>
    public bool EachKey { get; init; }
}

public sealed class LengthBetweenAttribute(int minimum, int maximum) : ValidatorAttribute
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;
}

public sealed class LengthAtLeastAttribute(int minimum) : ValidatorAttribute
{
    public int Minimum { get; } = minimum;
}

public sealed class LengthAtMostAttribute(int maximum) : ValidatorAttribute
{
    public int Maximum { get; } = maximum;
}

public sealed class OneOfAttribute(params string[] texts) : ValidatorAttribute
{
    public IReadOnlyList<string> Texts { get; } = texts;
}

public sealed class OneOfIgnoringCaseAttribute(params string[] texts) : ValidatorAttribute
{
    public IReadOnlyList<string> Texts { get; } = texts;
}

public sealed class NoneOfAttribute(params string[] texts) : ValidatorAttribute
{
    public IReadOnlyList<string> Texts { get; } = texts;
}

/// <summary>A regular expression, and in words what is wanted ("must be a host name").</summary>
public sealed class MatchesAttribute(string pattern, string? message = null) : ValidatorAttribute
{
    public string Pattern { get; } = pattern;

    public string? Message { get; } = message;
}

public sealed class BetweenAttribute(double minimum, double maximum) : ValidatorAttribute
{
    public double Minimum { get; } = minimum;

    public double Maximum { get; } = maximum;
}

public sealed class AtLeastAttribute(double minimum) : ValidatorAttribute
{
    public double Minimum { get; } = minimum;
}

public sealed class AtMostAttribute(double maximum) : ValidatorAttribute
{
    public double Maximum { get; } = maximum;
}

public sealed class SizeBetweenAttribute(int minimum, int maximum) : ValidatorAttribute
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;
}

public sealed class SizeAtLeastAttribute(int minimum) : ValidatorAttribute
{
    public int Minimum { get; } = minimum;
}

public sealed class SizeAtMostAttribute(int maximum) : ValidatorAttribute
{
    public int Maximum { get; } = maximum;
}

public sealed class UniqueValuesAttribute : ValidatorAttribute;

/// <summary>The others are named as properties: <c>nameof(Other)</c>.</summary>
public sealed class ConflictsWithAttribute(params string[] others) : ValidatorAttribute
{
    public IReadOnlyList<string> Others { get; } = others;
}

/// <summary>The others are named as properties: <c>nameof(Other)</c>.</summary>
public sealed class RequiredWithAttribute(params string[] others) : ValidatorAttribute
{
    public IReadOnlyList<string> Others { get; } = others;
}

/// <summary>The others are named as properties: <c>nameof(Other)</c>.</summary>
public sealed class ExactlyOneOfAttribute(params string[] others) : ValidatorAttribute
{
    public IReadOnlyList<string> Others { get; } = others;
}

/// <summary>The others are named as properties: <c>nameof(Other)</c>.</summary>
public sealed class AtLeastOneOfAttribute(params string[] others) : ValidatorAttribute
{
    public IReadOnlyList<string> Others { get; } = others;
}

/// <summary>A <see cref="Validator"/> of one's own, made with its constructor without parameters.</summary>
public sealed class ValidateWithAttribute(Type validator) : ValidatorAttribute
{
    public Type Validator { get; } = validator;
}
