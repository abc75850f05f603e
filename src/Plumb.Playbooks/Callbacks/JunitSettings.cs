using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Callbacks;

/// <summary>What is in a JUnit report, and where it goes: the variables <c>JUNIT_*</c> of the environment.</summary>
public sealed record JunitSettings(string Folder)
{
    /// <summary>Cases are classed by their files and not by the lines of tasks.</summary>
    public bool ClassesAreFiles { get; init; }

    /// <summary>The folder that classes are written relative to; empty for none.</summary>
    public string RelativeTo { get; init; } = "";

    /// <summary>What stands in the place of the folder of a file that is not below <see cref="RelativeTo"/>; null leaves the path.</summary>
    public string? OutOfTreeFolder { get; init; }

    public bool FailsOnChange { get; init; }

    /// <summary>Whether failures that a task ignores count.</summary>
    public bool FailsOnIgnored { get; init; }

    public bool HasSetup { get; init; } = true;

    public bool HidesArguments { get; init; }

    /// <summary>Only tasks whose names begin so are cases, and those that fail.</summary>
    public string Prefix { get; init; } = "";

    public static JunitSettings Read(RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new JunitSettings(environment.Expand(environment.Variable("JUNIT_OUTPUT_DIR") is { Length: > 0 } folder ? folder : "~/.ansible.log"))
        {
            ClassesAreFiles = IsOn("JUNIT_TASK_CLASS"),
            RelativeTo = environment.Variable("JUNIT_TASK_RELATIVE_PATH") ?? "",
            OutOfTreeFolder = environment.Variable("JUNIT_REPLACE_OUT_OF_TREE_PATH"),
            FailsOnChange = IsOn("JUNIT_FAIL_ON_CHANGE"),
            FailsOnIgnored = IsOn("JUNIT_FAIL_ON_IGNORE"),
            HasSetup = !IsOff("JUNIT_INCLUDE_SETUP_TASKS_IN_REPORT"),
            HidesArguments = environment.Variable("JUNIT_HIDE_TASK_ARGUMENTS") is { Length: > 0 } hide && !hide.Equals("false", StringComparison.OrdinalIgnoreCase),
            Prefix = environment.Variable("JUNIT_TEST_CASE_PREFIX") ?? "",
        };

        bool IsOn(string name) => string.Equals(environment.Variable(name), "true", StringComparison.OrdinalIgnoreCase);

        bool IsOff(string name) => string.Equals(environment.Variable(name), "false", StringComparison.OrdinalIgnoreCase);
    }
}
