namespace Plumb.Playbooks.Documentation;

/// <summary>What a keyword of plays is for.</summary>
/// <param name="Name">As written.</param>
/// <param name="AppliesTo">Where it may stand: Play, Role, Block, Task, Handler.</param>
/// <param name="Type">The type of its value, in the words of argument specifications.</param>
/// <param name="Description">What it does.</param>
public sealed record KeywordSummary(string Name, IReadOnlyList<string> AppliesTo, string Type, string Description)
{
    private static readonly string[] Everywhere = ["Play", "Role", "Block", "Task", "Handler"];
    private static readonly string[] BelowPlays = ["Role", "Block", "Task", "Handler"];
    private static readonly string[] Tasks = ["Task", "Handler"];
    private static readonly string[] Plays = ["Play"];
    private static readonly string[] Blocks = ["Block"];

    /// <summary>The visible list, in the order of names.</summary>
    public static IReadOnlyList<KeywordSummary> All { get; } =
    [
        new("action", Tasks, "str", "The module to run with its arguments, where the module's name is not a key of the task itself."),
        new("always", Blocks, "list", "Tasks that run after the block and its rescue, whether or not something failed."),
        new("any_errors_fatal", Everywhere, "bool", "A host that fails ends the play for all hosts."),
        new("args", Tasks, "dict", "More arguments of the module; those written with the module itself count first."),
        new("async", Tasks, "int", "Seconds that the task may take in the background."),
        new("become", Everywhere, "bool", "Whether tasks run as another user."),
        new("become_exe", Everywhere, "str", "The program to become the other user with."),
        new("become_flags", Everywhere, "str", "Options for that program."),
        new("become_method", Everywhere, "str", "The way to become the other user, such as sudo, su or doas."),
        new("become_user", Everywhere, "str", "The user to become."),
        new("block", Blocks, "list", "The tasks of the block."),
        new("changed_when", Tasks, "list", "Conditions that decide whether the task counts as changed."),
        new("check_mode", Everywhere, "bool", "Whether tasks only tell what they would do."),
        new("collections", Everywhere, "list", "Collections to look for short names in."),
        new("connection", Everywhere, "str", "How the host is reached."),
        new("debugger", Everywhere, "str", "When to ask what to do: always, never, on_failed, on_unreachable or on_skipped."),
        new("delay", Tasks, "float", "Seconds between attempts of a task that is retried."),
        new("delegate_facts", BelowPlays, "bool", "Gives facts to the host that the task was delegated to."),
        new("delegate_to", BelowPlays, "str", "Runs the task on another host, with this host's variables."),
        new("diff", Everywhere, "bool", "Whether tasks tell what differs."),
        new("environment", Everywhere, "list", "Environment variables of what tasks run on hosts."),
        new("fact_path", Plays, "str", "The folder of the host's own facts."),
        new("failed_when", Tasks, "list", "Conditions that decide whether the task counts as failed."),
        new("force_handlers", Plays, "bool", "Runs notified handlers on hosts that failed, too."),
        new("gather_facts", Plays, "bool", "Whether facts are gathered before the first task."),
        new("gather_subset", Plays, "list", "The kinds of facts to gather."),
        new("gather_timeout", Plays, "int", "Seconds to wait for facts that may hang."),
        new("handlers", Plays, "list", "Tasks that run once at the end of a section where something notified them."),
        new("hosts", Plays, "list", "Patterns of the hosts that the play is for."),
        new("ignore_errors", Everywhere, "bool", "Goes on where a task failed."),
        new("ignore_unreachable", Everywhere, "bool", "Goes on where a host could not be reached."),
        new("listen", ["Handler"], "list", "Topics that notify this handler, besides its name."),
        new("local_action", Tasks, "str", "As action, on the controller."),
        new("loop", Tasks, "list", "Values to run the task for, one after another, each as item."),
        new("loop_control", Tasks, "dict", "How the loop behaves: loop_var, index_var, label, pause, extended, break_when."),
        new("max_fail_percentage", Plays, "float", "The share of failed hosts above which the play ends."),
        new("module_defaults", Everywhere, "list", "Arguments that modules have where tasks give none."),
        new("name", Everywhere, "str", "What it is called in output."),
        new("no_log", Everywhere, "bool", "Keeps arguments and results out of output."),
        new("notify", ["Block", "Task", "Handler"], "list", "Handlers or topics to notify where the task changed something."),
        new("order", Plays, "str", "The order of hosts: inventory, reverse_inventory, sorted, reverse_sorted or shuffle."),
        new("poll", Tasks, "int", "Seconds between looks at a task in the background; 0 goes on at once."),
        new("port", Everywhere, "int", "The port of the connection."),
        new("post_tasks", Plays, "list", "Tasks after all others."),
        new("pre_tasks", Plays, "list", "Tasks before roles."),
        new("register", Tasks, "str", "The variable that keeps the result."),
        new("remote_user", Everywhere, "str", "The user to connect as."),
        new("rescue", Blocks, "list", "Tasks that run where one of the block failed."),
        new("retries", Tasks, "int", "How often to try again until the condition holds."),
        new("role", ["Role"], "str", "The role's name or path."),
        new("roles", Plays, "list", "Roles, which run between pre_tasks and tasks."),
        new("run_once", Everywhere, "bool", "Runs on the first host of the batch, for all of them."),
        new("serial", Plays, "list", "How many hosts, or which share of them, go through the play at a time."),
        new("strategy", Plays, "str", "How hosts take turns: linear, free or host_pinned."),
        new("tags", Everywhere, "list", "Names by which to select or leave out tasks."),
        new("tasks", Plays, "list", "The tasks of the play."),
        new("throttle", Everywhere, "int", "How many hosts at most run the task at once."),
        new("timeout", Everywhere, "int", "Seconds after which the task fails."),
        new("until", Tasks, "list", "Conditions that end the attempts of a task that is retried."),
        new("validate_argspec", Plays, "bool", "Checks variables against the play's specification of arguments."),
        new("vars", Everywhere, "dict", "Variables."),
        new("vars_files", Plays, "list", "Files of variables; of an inner list the first one that exists."),
        new("vars_prompt", Plays, "list", "Variables to ask the user for."),
        new("when", BelowPlays, "list", "Conditions; the task runs where all of them hold."),
    ];
}
