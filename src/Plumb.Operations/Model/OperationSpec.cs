using Plumb.Operations.Data;

namespace Plumb.Operations.Model;

/// <summary>What an operation is called and which arguments it takes. Names, types and defaults are those of the Ansible module of the same name.</summary>
public sealed record OperationSpec(string Name, string Summary)
{
    private WithFileArguments? _withFileArguments;

    /// <summary>The collection that the module of this name belongs to.</summary>
    public string Collection { get; init; } = "ansible.builtin";

    /// <summary>The name in messages, where the peer's controller calls the module by another than the task's, such as <c>ansible.legacy.copy</c>.</summary>
    public string? NameInMessages { get; init; }

    /// <summary>Other names of the same operation, such as <c>systemd_service</c>.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    public IReadOnlyList<ArgumentSpec> Arguments { get; init; } = [];

    /// <summary>Whether text without a name is an argument, as in <c>command: ls -l</c>.</summary>
    public bool FreeForm { get; init; }

    /// <summary>Whether the arguments of files are taken too: owner, group, mode, attributes and SELinux labels.</summary>
    public bool FileArguments { get; init; }

    /// <summary>All arguments: its own, and those of files where it takes them and does not define its own of that name.</summary>
    public IReadOnlyList<ArgumentSpec> AllArguments
    {
        get
        {
            if (!FileArguments) return Arguments;
            // A copy with other arguments takes this with it.
            if (_withFileArguments is not { } known || known.Own != Arguments)
                _withFileArguments = known = new WithFileArguments(Arguments, [.. Arguments, .. Model.FileArguments.All.Where(common => Arguments.All(own => own.Name != common.Name))]);
            return known.All;
        }
    }

    public CheckMode CheckMode { get; init; } = CheckMode.Full;

    /// <summary>What is said where the operation is skipped in a check; null for the peer's usual words, empty for nothing.</summary>
    public string? SkippedMessage { get; init; }

    public IReadOnlyList<IReadOnlyList<string>> MutuallyExclusive { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> RequiredTogether { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> RequiredOneOf { get; init; } = [];

    public IReadOnlyList<ArgumentCondition> RequiredIf { get; init; } = [];

    /// <summary>For an argument the others that it needs.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> RequiredBy { get; init; } = [];

    private sealed record WithFileArguments(IReadOnlyList<ArgumentSpec> Own, IReadOnlyList<ArgumentSpec> All);
}

/// <summary>How an operation behaves where nothing may be changed.</summary>
public enum CheckMode
{
    /// <summary>It tells what it would do.</summary>
    Full,

    /// <summary>It tells so for some arguments, such as a command with <c>creates</c>.</summary>
    Partial,

    /// <summary>It is skipped.</summary>
    None,
}

/// <summary>Where <paramref name="Argument"/> is <paramref name="Value"/>, all of (or any of) the others are required.</summary>
public sealed record ArgumentCondition(string Argument, DataValue Value, IReadOnlyList<string> Required, bool AnyOf = false);
