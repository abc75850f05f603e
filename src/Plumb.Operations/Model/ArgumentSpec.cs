using Plumb.Operations.Data;

namespace Plumb.Operations.Model;

/// <summary>One argument of an operation.</summary>
public sealed record ArgumentSpec(string Name, ArgumentType Type, string Description)
{
    public bool Required { get; init; }

    public DataValue? Default { get; init; }

    /// <summary>The variable of the environment that gives the value where the task does not.</summary>
    public string? Variable { get; init; }

    public IReadOnlyList<DataValue> Choices { get; init; } = [];

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The type of a list's elements.</summary>
    public ArgumentType? Elements { get; init; }

    /// <summary>The arguments inside of a dict, or of each dict of a list.</summary>
    public IReadOnlyList<ArgumentSpec> Options { get; init; } = [];

    /// <summary>The rules between the arguments inside, as an operation has them between its own.</summary>
    public ArgumentRules Rules { get; init; } = ArgumentRules.None;

    /// <summary>Whether the arguments inside take their defaults even where the dict is not given.</summary>
    public bool ApplyDefaults { get; init; }

    /// <summary>The value is a secret and never printed.</summary>
    public bool NoLog { get; init; }

    /// <summary>A secret only as an argument: what is written of it may be seen in differences.</summary>
    public bool IsContent { get; init; }
}

/// <summary>The types that Ansible's argument specifications know.</summary>
public enum ArgumentType { Text, Boolean, Integer, Float, List, Map, Path, Raw, Json, Bytes, Bits }
